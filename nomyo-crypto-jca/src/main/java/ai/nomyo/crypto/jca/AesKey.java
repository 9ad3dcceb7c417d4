package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.SecretBytes;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** An AES key that can be erased, which {@code SecretKeySpec} cannot. */
final class AesKey implements SecretKey, AutoCloseable {

  private static final int AES_256_BYTES = 32;

  private final transient byte[] key;

  private AesKey(byte[] key) {
    this.key = key;
  }

  /** A random key of 32 bytes. */
  static AesKey fresh(SecureRandom random) {
    byte[] key = new byte[AES_256_BYTES];
    random.nextBytes(key);
    return new AesKey(key);
  }

  /** A key in an array, which belongs to the key from now on. */
  static AesKey owning(byte[] key) {
    return new AesKey(key);
  }

  /** A copy of a key that a token unwrapped. */
  static AesKey copyOf(SecretBytes unwrapped) {
    byte[] key = new byte[unwrapped.size()];
    unwrapped.lend().get(key);
    return new AesKey(key);
  }

  AesKey require256Bits() throws InvalidKeyException {
    if (key.length != AES_256_BYTES) {
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

  /** A copy, as the interface wants it; providers erase theirs or not. */
  @Override
  public byte[] getEncoded() {
    return key.clone();
  }

  @Override
  public void destroy() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return "AesKey[" + key.length + " bytes]";
  }
}
