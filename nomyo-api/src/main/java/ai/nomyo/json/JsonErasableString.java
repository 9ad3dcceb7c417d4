// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A JSON string whose text is erased when it is closed: for a prompt that must not stay in memory,
 * as a {@code String} does until the garbage collector comes by and something else is written
 * there.
 *
 * <p>Written like a {@link JsonString} of the same text, and never made one: {@link
 * JsonValue#asString} is empty. Two of them are equal only when they are the same. It can be sent
 * any number of times until it is closed; what holds it cannot be written any more afterwards. Safe
 * for use by many threads: closing waits for those who read.
 *
 * <p>The array lies on the heap, where the garbage collector may have moved it and left a copy
 * behind; those are beyond reach.
 */
public final class JsonErasableString implements JsonValue, AutoCloseable {

  private final char[] text;
  private boolean closed;

  private JsonErasableString(char[] text) {
    this.text = text;
  }

  /**
   * The string with this text.
   *
   * @param text unescaped; belongs to the string from now on, which erases it
   */
  public static JsonErasableString owning(char[] text) {
    return new JsonErasableString(text);
  }

  /**
   * The string with the text that stands in a buffer.
   *
   * @param utf8 from its position to its limit; left as it was, and the caller's to erase
   * @throws InvalidInputException if the bytes are not UTF-8
   */
  public static JsonErasableString ofUtf8(ByteBuffer utf8) {
    CharBuffer decoded = CharBuffer.allocate(utf8.remaining());
    try {
      if (UTF_8.newDecoder().decode(utf8.duplicate(), decoded, true).isError()) {
        throw new InvalidInputException(
            "erasable string", utf8.remaining() + " bytes of something else", "UTF-8");
      }
      return owning(Arrays.copyOf(decoded.array(), decoded.position()));
    } finally {
      Arrays.fill(decoded.array(), '\0');
    }
  }

  /** The number of UTF-16 units, also after it was closed. */
  public int length() {
    return text.length;
  }

  /**
   * Lends the text.
   *
   * @param reader must not change the array, nor keep it
   * @throws InvalidInputException if the string is closed
   */
  public synchronized void lend(Consumer<char[]> reader) {
    if (closed) {
      throw new InvalidInputException("erasable string", "a closed one", "one that is open");
    }
    reader.accept(text);
  }

  /** Overwrites the text with zeros. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(text, '\0');
  }

  /** Shows the number of UTF-16 units only. */
  @Override
  public String toString() {
    return "JsonErasableString[" + text.length + " chars]";
  }
}
