// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * "At most 10 MiB (10,485,760 bytes)", docs/protocol.md, section 3; and 256 levels deep. The size
 * is counted, which takes half as long as writing the JSON and leaves no copy of it.
 */
public final class PayloadLimit {

  /** 10 MiB. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  private static final int ESCAPED_BYTES = "\\u0000".length();

  /** What each character of ASCII takes in a JSON string. */
  private static final byte[] ASCII_BYTES = asciiBytes();

  private PayloadLimit() {}

  private static byte[] asciiBytes() {
    byte[] bytes = new byte[0x80];
    Arrays.fill(bytes, (byte) 1);
    Arrays.fill(bytes, 0, ' ', (byte) ESCAPED_BYTES);
    "\"\\\b\t\n\f\r".chars().forEach(c -> bytes[c] = 2);
    return bytes;
  }

  /**
   * Makes sure that a message may be sent.
   *
   * @throws InvalidInputException if it is too large, with both sizes, or cannot be written: nested
   *     too deeply, with half of a surrogate pair in a member's name, or with a closed erasable
   *     string
   */
  public static void check(JsonObject message) {
    long size = size(message, JsonCodec.MAX_DEPTH);
    if (size > MAX_BYTES) {
      throw new InvalidInputException(
          "request", size + " bytes of JSON", "at most " + MAX_BYTES + " bytes");
    }
  }

  /** The bytes of the JSON that {@link JsonCodec} writes. */
  static long size(JsonValue value, int levels) {
    if (value instanceof JsonString string) {
      return quoted(string.value());
    }
    if (value instanceof JsonErasableString string) {
      return quoted(string);
    }
    if (value instanceof JsonArray array) {
      int inside = inside(levels);
      return enclosed(
          array.elements().stream().mapToLong(element -> size(element, inside)).toArray());
    }
    if (value instanceof JsonObject object) {
      int inside = inside(levels);
      return enclosed(
          object.members().entrySet().stream()
              .mapToLong(m -> sizeOfName(m.getKey()) + 1 + size(m.getValue(), inside))
              .toArray());
    }
    if (value instanceof JsonNumber number) {
      return number.text().length();
    }
    return value instanceof JsonBoolean flag ? String.valueOf(flag.value()).length() : 4;
  }

  private static int inside(int levels) {
    if (levels == 0) {
      throw JsonCodec.tooDeep();
    }
    return levels - 1;
  }

  /** With two brackets, and a comma between each two. */
  private static long enclosed(long[] sizes) {
    return 2 + Math.max(0, sizes.length - 1) + Arrays.stream(sizes).sum();
  }

  private static long sizeOfName(String name) {
    JsonCodec.checkName(name);
    return quoted(name);
  }

  /** Refuses a closed one, too, before the router is asked for anything. */
  private static long quoted(JsonErasableString string) {
    long[] size = new long[1];
    string.lend(text -> size[0] = quoted(CharBuffer.wrap(text)));
    return size[0];
  }

  private static long quoted(CharSequence text) {
    long bytes = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += ASCII_BYTES[c];
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (isPair(text, i)) {
        bytes += 4;
        i++;
      } else {
        bytes += ESCAPED_BYTES;
      }
    }
    return bytes;
  }

  private static boolean isPair(CharSequence text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
