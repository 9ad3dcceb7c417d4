// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.jspecify.annotations.Nullable;

/** A key in a token: the handle of its private half, and its public half. */
final class Pkcs11Key implements TokenKey {

  private final TokenLogin login;
  private final AtomicReference<@Nullable PrivateKey> handle;
  private final RSAPublicKey publicKey;

  Pkcs11Key(TokenLogin login, PrivateKey handle, RSAPublicKey publicKey) {
    this.login = login;
    this.handle = new AtomicReference<>(handle);
    this.publicKey = publicKey;
  }

  @Override
  public SecretBytes unwrap(Bytes wrappedKey, SecretMemory memory) throws CipherException {
    PrivateKey open = handle.get();
    if (open == null || !isInRange(wrappedKey)) {
      throw CipherException.cannotOpen();
    }
    try {
      return memory.take(oaep(open).processBlock(wrappedKey.toArray(), 0, wrappedKey.size()));
    } catch (InvalidCipherTextException refused) {
      throw CipherException.cannotOpen();
    } catch (RawDecryption.FailedException failed) {
      throw CipherException.tokenFailed(
          login.slot()
              + ": the token failed: "
              + TokenFailure.reason(failed)
              + "; see that it is there and open the key store anew",
          failed.getCause());
    }
  }

  /**
   * As long as the modulus, and a number that RSA is defined for; 0, 1 and n - 1 are their own
   * ciphertexts, which some tokens refuse. After that, no failure of the token depends on the
   * bytes.
   */
  private boolean isInRange(Bytes wrappedKey) {
    BigInteger modulus = publicKey.getModulus();
    BigInteger number = new BigInteger(1, wrappedKey.toArray());
    return wrappedKey.size() == modulusBytes()
        && number.compareTo(BigInteger.ONE) > 0
        && number.compareTo(modulus.subtract(BigInteger.ONE)) < 0;
  }

  private OAEPEncoding oaep(PrivateKey open) {
    OAEPEncoding oaep =
        new OAEPEncoding(
            new RawDecryption(login.provider(), open, modulusBytes()),
            new SHA256Digest(),
            new SHA256Digest(),
            new byte[0]);
    oaep.init(false, null);
    return oaep;
  }

  private int modulusBytes() {
    return (sizeBits() + Byte.SIZE - 1) / Byte.SIZE;
  }

  RSAPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public int sizeBits() {
    return publicKey.getModulus().bitLength();
  }

  @Override
  public Bytes spki() {
    return Bytes.copyOf(publicKey.getEncoded());
  }

  @Override
  public void close() {
    handle.set(null);
  }

  @Override
  public String toString() {
    return "Pkcs11Key[" + sizeBits() + " bits]";
  }
}
