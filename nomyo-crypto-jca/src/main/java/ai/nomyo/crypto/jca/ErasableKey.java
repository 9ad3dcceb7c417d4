// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import javax.crypto.SecretKey;

/**
 * A symmetric key that can be erased, which {@code SecretKeySpec} cannot, with every copy of it
 * that a provider was given. One thread at a time.
 */
final class ErasableKey implements SecretKey, AutoCloseable {

  private static final String AES = "AES";
  private static final int AES_256_BYTES = 32;

  private final String algorithm;
  private final transient SecretBytes key;
  private final transient LentArrays copies;

  private ErasableKey(String algorithm, SecretBytes key) {
    this.algorithm = algorithm;
    this.key = key;
    this.copies = new LentArrays(key);
  }

  /** A random AES key of 32 bytes. */
  static ErasableKey fresh(SecureRandom random, SecretMemory memory) {
    byte[] key = new byte[AES_256_BYTES];
    random.nextBytes(key);
    return aes(memory.take(key));
  }

  /** An AES key that belongs to this object from now on. */
  static ErasableKey aes(SecretBytes key) {
    return owning(AES, key);
  }

  /**
   * A key that belongs to this object from now on.
   *
   * @param algorithm as the JCA names it
   */
  static ErasableKey owning(String algorithm, SecretBytes key) {
    return new ErasableKey(algorithm, key);
  }

  ErasableKey require256Bits() throws InvalidKeyException {
    if (key.size() != AES_256_BYTES) {
      throw new InvalidKeyException("not " + AES_256_BYTES + " bytes");
    }
    return this;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, as the interface wants it, which is erased with the key: providers keep it. */
  @Override
  public byte[] getEncoded() {
    return copies.next();
  }

  @Override
  public void destroy() {
    copies.close();
    key.close();
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return "ErasableKey[" + key.size() + " bytes]";
  }
}
