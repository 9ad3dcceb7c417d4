// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.Cbc;
import ai.nomyo.core.pkcs8.Pbes2;
import ai.nomyo.core.pkcs8.StrongProtection;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * A {@link KeyProtection} on Bouncy Castle's lightweight API: pure Java, no JCA provider registered
 * or asked for a cipher. Safe for use by many threads. Salts come from the JVM's {@link
 * SecureRandom}.
 *
 * <p>Reads PBES2 (RFC 8018) with AES-128, -192 or -256 or 3DES in CBC mode and either PBKDF2, over
 * HMAC-SHA-1, -224, -256, -384, -512, -512/224 and -512/256 with up to ten million iterations, or
 * scrypt (RFC 7914) where 128·N·r·p is at most 256 MiB, which is the memory that it takes for as
 * long as it runs. PBES1, PKCS#12's schemes and other ciphers are refused by name. Writes AES-256
 * only.
 *
 * <p>The password's bytes, the derived key and the decrypted array are erased after use; beyond
 * reach are the copy that Bouncy Castle makes of the password's bytes and the states that its HMAC
 * and ciphers keep.
 */
public final class BcKeyProtection implements KeyProtection {

  private final SecureRandom random = new SecureRandom();

  private BcKeyProtection() {}

  /**
   * There is nothing to configure.
   *
   * @throws BackendUnavailableException if BC-FIPS is on the class path as well
   */
  public static BcKeyProtection create() {
    ClassPath.requireUnmixed();
    return new BcKeyProtection();
  }

  @Override
  public SecretBytes unprotect(SecretBytes encryptedPkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    Pbes2 protection = Pbes2.read(encryptedPkcs8.lend());
    Cbc cipher = protection.cipher();
    try (SecretBytes key =
        PasswordKey.derive(protection.derivation(), cipher.cipher().keyBytes(), password, memory)) {
      byte[] plain = PaddedCbc.decrypt(key, cipher, bytes(protection.encrypted()));
      return Pbes2.requireKey(memory.take(plain));
    } catch (InvalidCipherTextException | DataLengthException wrongKey) {
      throw Pbes2.wrongPassword();
    }
  }

  @Override
  public SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    if (password.length == 0) {
      throw new CipherException("an empty password protects nothing", null);
    }
    StrongProtection protection = StrongProtection.fresh(this::randomBytes);
    Cbc cipher = protection.cipher();
    try (LentArrays plain = new LentArrays(pkcs8);
        SecretBytes key =
            PasswordKey.derive(
                protection.derivation(), cipher.cipher().keyBytes(), password, memory)) {
      return memory.take(protection.around(PaddedCbc.encrypt(key, cipher, plain.next())));
    } catch (InvalidCipherTextException refused) {
      throw new CipherException("the private key cannot be encrypted", refused);
    }
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public Scheme inspect(SecretBytes encryptedPkcs8) throws CipherException {
    return Pbes2.read(encryptedPkcs8.lend()).scheme();
  }

  @Override
  public String description() {
    return "PBKDF2, scrypt and AES-CBC: Bouncy Castle " + LibraryVersion.number();
  }

  /** Names the class only. */
  @Override
  public String toString() {
    return "BcKeyProtection";
  }
}
