package ai.nomyo.core.pem;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** RSA keys in the form before PKCS#8 (RFC 8017, appendix A.1.2). */
public final class Pkcs1 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  /** Version 0, and the algorithm {@code rsaEncryption} with its NULL (RFC 8017, appendix A.1). */
  private static final byte[] VERSION_AND_ALGORITHM =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private Pkcs1() {}

  /**
   * Puts an {@code RSAPrivateKey} into a PKCS#8 {@code PrivateKeyInfo} (RFC 5208). Whether it is
   * one is not looked at.
   *
   * @param pkcs1 DER; left as it was, the caller closes it
   * @param memory where the result goes
   * @return DER; the caller closes it
   */
  public static SecretBytes toPkcs8(SecretBytes pkcs1, SecretMemory memory) {
    int contentBytes = VERSION_AND_ALGORITHM.length + sizeOf(pkcs1.size());
    SecretBytes pkcs8 = memory.allocate(sizeOf(contentBytes));
    ByteBuffer der = pkcs8.lend();
    putHeader(der, SEQUENCE, contentBytes);
    der.put(VERSION_AND_ALGORITHM);
    putHeader(der, OCTET_STRING, pkcs1.size());
    der.put(pkcs1.lend());
    return pkcs8;
  }

  /** Of a value with its tag and length. */
  private static int sizeOf(int contentBytes) {
    return 1 + 1 + lengthBytes(contentBytes) + contentBytes;
  }

  /** How many bytes follow the first one of a length: none up to 127 (X.690, 8.1.3). */
  private static int lengthBytes(int length) {
    return length < 0x80 ? 0 : (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
  }

  private static void putHeader(ByteBuffer der, int tag, int length) {
    der.put((byte) tag);
    int count = lengthBytes(length);
    if (count == 0) {
      der.put((byte) length);
      return;
    }
    der.put((byte) (0x80 | count));
    for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      der.put((byte) (length >> shift));
    }
  }
}
