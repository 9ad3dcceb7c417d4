// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** Reads elements of DER (X.690) off a buffer, in order, without copying their contents. */
public final class DerReader {

  /** The tag of a whole number. */
  public static final int INTEGER = 0x02;

  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** The buffer does not hold what is asked for. */
  public static final class MalformedDerException extends Exception {
    MalformedDerException() {
      super("not the DER that was expected");
    }
  }

  private final ByteBuffer rest;

  /** Reads from the buffer's position to its limit; the buffer itself is left as it was. */
  public DerReader(ByteBuffer der) {
    this.rest = der.duplicate();
  }

  /** Whether a buffer holds one sequence and nothing else. */
  static boolean isOneSequence(ByteBuffer der) {
    DerReader reader = new DerReader(der);
    try {
      reader.sequence();
      reader.end();
      return true;
    } catch (MalformedDerException anythingElse) {
      return false;
    }
  }

  /** Whether the next element is of that kind. */
  public boolean nextIs(int tag) {
    return rest.hasRemaining() && Byte.toUnsignedInt(rest.get(rest.position())) == tag;
  }

  /** Enters the sequence that comes next. */
  public DerReader sequence() throws MalformedDerException {
    return new DerReader(content(SEQUENCE));
  }

  /** The content of the element that comes next. */
  ByteBuffer content(int tag) throws MalformedDerException {
    require(nextIs(tag));
    rest.get();
    int length = length();
    require(length <= rest.remaining());
    ByteBuffer content = rest.slice(rest.position(), length);
    rest.position(rest.position() + length);
    return content;
  }

  private int length() throws MalformedDerException {
    int first = octet();
    if (first < 0x80) {
      return first;
    }
    int octets = first - 0x80;
    require(octets >= 1 && octets <= 3);
    int length = unsigned(octets);
    require(length >= 0x80 && length >> Byte.SIZE * (octets - 1) != 0);
    return length;
  }

  private int octet() throws MalformedDerException {
    require(rest.hasRemaining());
    return Byte.toUnsignedInt(rest.get());
  }

  private int unsigned(int octets) throws MalformedDerException {
    int value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << Byte.SIZE | octet();
    }
    return value;
  }

  /** The whole number that comes next; {@code Long.MAX_VALUE} for one that is larger than that. */
  public long natural() throws MalformedDerException {
    ByteBuffer content = content(INTEGER);
    require(content.hasRemaining() && content.get(0) >= 0);
    return content.remaining() > Long.BYTES ? Long.MAX_VALUE : new DerReader(content).number();
  }

  /** The whole number that comes next, if one does. */
  OptionalLong optionalNatural() throws MalformedDerException {
    return nextIs(INTEGER) ? OptionalLong.of(natural()) : OptionalLong.empty();
  }

  private long number() {
    long value = 0;
    while (rest.hasRemaining()) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(rest.get());
    }
    return value;
  }

  /** The octet string that comes next, in an array of the caller's own. */
  byte[] octets() throws MalformedDerException {
    ByteBuffer content = content(OCTET_STRING);
    byte[] octets = new byte[content.remaining()];
    content.get(octets);
    return octets;
  }

  /** The octet string that comes next, of one byte or more. */
  Bytes salt() throws MalformedDerException {
    byte[] octets = octets();
    require(octets.length > 0);
    return Bytes.copyOf(octets);
  }

  /** A view of what is left to read. */
  ByteBuffer rest() {
    return rest.slice();
  }

  /** The object identifier that comes next, in dotted form. */
  public String objectIdentifier() throws MalformedDerException {
    DerReader arcs = new DerReader(content(OBJECT_IDENTIFIER));
    long first = arcs.arc();
    long root = Math.min(first / 40, 2);
    StringJoiner dotted = new StringJoiner(".").add("" + root).add("" + (first - 40 * root));
    while (arcs.rest.hasRemaining()) {
      dotted.add("" + arcs.arc());
    }
    return dotted.toString();
  }

  private long arc() throws MalformedDerException {
    long arc = 0;
    int octet;
    do {
      octet = octet();
      require(arc <= Long.MAX_VALUE >> 7);
      arc = arc << 7 | octet & 0x7F;
    } while (octet >= 0x80);
    return arc;
  }

  /** Makes sure that nothing follows. */
  public void end() throws MalformedDerException {
    require(!rest.hasRemaining());
  }

  private static void require(boolean met) throws MalformedDerException {
    if (!met) {
      throw new MalformedDerException();
    }
  }
}
