// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.jspecify.annotations.Nullable;

/**
 * RSA without padding in a token, for {@code OAEPEncoding} to take its padding off. One thread at a
 * time, for one block.
 *
 * <p>Tokens give back the whole block, as long as the modulus. Bouncy Castle's own engine drops the
 * leading zero that RFC 8017 (section 7.1.2) prescribes, so this one does, too. A block that does
 * not begin with zero is handed over whole: for {@code OAEPEncoding} it is too long, which it finds
 * without telling that from any other flaw.
 */
final class RawDecryption implements AsymmetricBlockCipher {

  /** The token could not do it, whatever the block. */
  static final class FailedException extends RuntimeException {
    FailedException(Exception cause) {
      super(cause);
    }
  }

  private final Provider provider;
  private final PrivateKey key;
  private final int modulusBytes;

  RawDecryption(Provider provider, PrivateKey key, int modulusBytes) {
    this.provider = provider;
    this.key = key;
    this.modulusBytes = modulusBytes;
  }

  @Override
  public void init(boolean encrypt, @Nullable CipherParameters none) {
    if (encrypt) {
      throw new IllegalArgumentException("a token's private key decrypts only");
    }
  }

  @Override
  public int getInputBlockSize() {
    return modulusBytes;
  }

  @Override
  public int getOutputBlockSize() {
    return modulusBytes - 1;
  }

  @Override
  public byte[] processBlock(byte[] wrapped, int offset, int length) {
    byte[] block = new byte[modulusBytes];
    try {
      int size = decrypt(wrapped, offset, length, block);
      int from = size == modulusBytes && block[0] == 0 ? 1 : 0;
      return Arrays.copyOfRange(block, from, size);
    } finally {
      Arrays.fill(block, (byte) 0);
    }
  }

  /**
   * A cipher of its own has a session of its own, so that threads do not meet. It decrypts straight
   * into the block: left to choose, it would keep the result in a buffer that nobody erases.
   */
  private int decrypt(byte[] wrapped, int offset, int length, byte[] block) {
    try {
      Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding", provider);
      rsa.init(Cipher.DECRYPT_MODE, key);
      return rsa.doFinal(wrapped, offset, length, block);
    } catch (GeneralSecurityException | ProviderException failed) {
      throw new FailedException(failed);
    }
  }
}
