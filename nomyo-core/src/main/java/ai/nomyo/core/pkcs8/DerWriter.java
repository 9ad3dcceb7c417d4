// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes elements of DER (X.690). */
final class DerWriter {

  private DerWriter() {}

  static byte[] sequence(byte[]... elements) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] element : elements) {
      content.writeBytes(element);
    }
    return element(DerReader.SEQUENCE, content.toByteArray());
  }

  static byte[] integer(long value) {
    return element(DerReader.INTEGER, BigInteger.valueOf(value).toByteArray());
  }

  static byte[] octetString(byte[] content) {
    return element(DerReader.OCTET_STRING, content);
  }

  static byte[] nothing() {
    return element(DerReader.NULL, new byte[0]);
  }

  /**
   * An object identifier.
   *
   * @param dotted its first arc is 0 or 1, or 2 with a second arc below 48
   */
  static byte[] objectIdentifier(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(Long.parseLong(arcs[i]), content);
    }
    return element(DerReader.OBJECT_IDENTIFIER, content.toByteArray());
  }

  private static void writeArc(long arc, ByteArrayOutputStream out) {
    for (int shift = 7 * 8; shift > 0; shift -= 7) {
      if (arc >> shift != 0) {
        out.write((int) (arc >> shift) & 0x7F | 0x80);
      }
    }
    out.write((int) arc & 0x7F);
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.writeBytes(header(tag, content.length));
    element.writeBytes(content);
    return element.toByteArray();
  }

  /** What stands before the content of an element. */
  static byte[] header(int tag, int contentBytes) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(tag);
    writeLength(contentBytes, header);
    return header.toByteArray();
  }

  private static void writeLength(int length, ByteArrayOutputStream out) {
    byte[] octets = BigInteger.valueOf(length).toByteArray();
    int leading = octets[0] == 0 && octets.length > 1 ? 1 : 0;
    if (length >= 0x80) {
      out.write(0x80 | octets.length - leading);
    }
    out.write(octets, leading, octets.length - leading);
  }
}
