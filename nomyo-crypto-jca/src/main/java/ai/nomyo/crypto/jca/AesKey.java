package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import javax.crypto.SecretKey;

/**
 * An AES key that can be erased, which {@code SecretKeySpec} cannot, with every copy of it that a
 * provider was given. One thread at a time.
 */
final class AesKey implements SecretKey, AutoCloseable {

  private static final int AES_256_BYTES = 32;

  private final transient SecretBytes key;
  private final transient LentArrays copies;

  private AesKey(SecretBytes key) {
    this.key = key;
    this.copies = new LentArrays(key);
  }

  /** A random key of 32 bytes. */
  static AesKey fresh(SecureRandom random, SecretMemory memory) {
    byte[] key = new byte[AES_256_BYTES];
    random.nextBytes(key);
    return new AesKey(memory.take(key));
  }

  /** A key that belongs to this object from now on. */
  static AesKey owning(SecretBytes key) {
    return new AesKey(key);
  }

  AesKey require256Bits() throws InvalidKeyException {
    if (key.size() != AES_256_BYTES) {
      throw new InvalidKeyException("not " + AES_256_BYTES + " bytes");
    }
    return this;
  }

  @Override
  public String getAlgorithm() {
    return "AES";
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
    return "AesKey[" + key.size() + " bytes]";
  }
}
