// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes long texts as JSON strings, byte for byte as Jackson does, in a fraction of its time: the
 * JDK encodes piece after piece, and {@link StringScan} copies what stands for itself. For one text
 * and one thread; what it went through is erased when it is closed.
 */
final class LongStringWriter implements AutoCloseable {

  /** Shorter texts are written by Jackson: buffers of our own would cost more than they save. */
  static final int LEAST_CHARS = 4096;

  /** Small: loops that end soon are compiled soon, and the first long text is not slow. */
  private static final int PIECE_CHARS = 512;

  private static final int MOST_UTF8_BYTES_OF_A_CHAR = 3;
  private static final int MOST_ESCAPE_BYTES = 6;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final OutputStream out;
  private final CharsetEncoder encoder = UTF_8.newEncoder();
  private final ByteBuffer utf8 = ByteBuffer.allocate(PIECE_CHARS * MOST_UTF8_BYTES_OF_A_CHAR);
  private final byte[] escaped = new byte[2 * utf8.capacity()];
  private int filled;

  LongStringWriter(OutputStream out) {
    this.out = out;
  }

  void write(String text) throws IOException {
    char[] piece = new char[PIECE_CHARS];
    try {
      put('"');
      for (int from = 0; from < text.length(); ) {
        int to = Math.min(from + PIECE_CHARS, text.length());
        text.getChars(from, to, piece, 0);
        CharBuffer chars = CharBuffer.wrap(piece, 0, to - from);
        encode(chars, to == text.length());
        from = to - chars.remaining();
      }
      end();
    } finally {
      Arrays.fill(piece, '\0');
    }
  }

  void write(char[] text) throws IOException {
    put('"');
    encode(CharBuffer.wrap(text), true);
    end();
  }

  private void end() throws IOException {
    makeRoomFor(1);
    put('"');
    drain();
  }

  /** Leaves the first half of a surrogate pair whose other half is in the next piece. */
  private void encode(CharBuffer chars, boolean last) throws IOException {
    CoderResult result;
    do {
      result = encoder.encode(chars, utf8.clear(), last);
      escape(utf8.array(), utf8.position());
      if (result.isMalformed()) {
        putUnicode(chars.get());
      }
    } while (!result.isUnderflow());
  }

  private void escape(byte[] bytes, int end) throws IOException {
    for (int at = 0; at < end; ) {
      makeRoomFor(end - at);
      int next = StringScan.copyUpToNext(bytes, at, end, escaped, filled);
      filled += next - at;
      at = next;
      if (at < end) {
        putEscape((char) bytes[at++]);
      }
    }
  }

  /** And for an escape behind it. */
  private void makeRoomFor(int count) throws IOException {
    if (escaped.length - filled < count + MOST_ESCAPE_BYTES) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(escaped, 0, filled);
    filled = 0;
  }

  private void putEscape(char c) {
    switch (c) {
      case '\b' -> putShort('b');
      case '\t' -> putShort('t');
      case '\n' -> putShort('n');
      case '\f' -> putShort('f');
      case '\r' -> putShort('r');
      case '"', '\\' -> putShort(c);
      default -> putDigits(c);
    }
  }

  private void putShort(char letter) {
    put('\\');
    put(letter);
  }

  private void putUnicode(char halfOfAPair) throws IOException {
    makeRoomFor(0);
    putDigits(halfOfAPair);
  }

  private void putDigits(char c) {
    putShort('u');
    HEX.toHexDigits(c).chars().forEach(digit -> put((char) digit));
  }

  private void put(char ascii) {
    escaped[filled++] = (byte) ascii;
  }

  @Override
  public void close() {
    Arrays.fill(utf8.array(), (byte) 0);
    Arrays.fill(escaped, (byte) 0);
  }
}
