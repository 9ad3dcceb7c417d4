package ai.nomyo.core.wire;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** "At most 10 MiB (10,485,760 bytes)", docs/protocol.md, section 3; and 256 levels deep. */
public final class PayloadLimit {

  /** 10 MiB. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  /** What one UTF-16 unit takes at most: a backslash, u and four digits. */
  private static final long MOST_PER_CHAR = 6;

  private PayloadLimit() {}

  /**
   * Makes sure that a message may be sent.
   *
   * @throws InvalidInputException if it is too large, with both sizes, or cannot be written: nested
   *     too deeply, with half of a surrogate pair in a member's name, or with a closed erasable
   *     string
   */
  public static void check(JsonObject message, JsonCodec json) {
    if (most(message, JsonCodec.MAX_DEPTH) > MAX_BYTES) {
      long size = size(message, json);
      if (size > MAX_BYTES) {
        throw new InvalidInputException(
            "request", size + " bytes of JSON", "at most " + MAX_BYTES + " bytes");
      }
    }
  }

  /** A bound that is cheap to find and enough for all but the large ones. */
  private static long most(JsonValue value, int levels) {
    if (value instanceof JsonString string) {
      return most(string.value().length());
    }
    if (value instanceof JsonErasableString string) {
      return most(string);
    }
    if (value instanceof JsonNumber number) {
      return number.text().length();
    }
    if (value instanceof JsonArray array) {
      int inside = inside(levels);
      return 2 + array.elements().stream().mapToLong(element -> 1 + most(element, inside)).sum();
    }
    if (value instanceof JsonObject object) {
      int inside = inside(levels);
      return 2
          + object.members().entrySet().stream()
              .mapToLong(m -> 2 + mostOfName(m.getKey()) + most(m.getValue(), inside))
              .sum();
    }
    return "false".length();
  }

  private static long mostOfName(String name) {
    JsonCodec.checkName(name);
    return most(name.length());
  }

  private static long most(JsonErasableString string) {
    // Refuses a closed one now, before the router is asked for anything.
    string.lend(text -> {});
    return most(string.length());
  }

  private static long most(int chars) {
    return 2 + MOST_PER_CHAR * chars;
  }

  private static int inside(int levels) {
    if (levels == 0) {
      throw JsonCodec.tooDeep();
    }
    return levels - 1;
  }

  private static long size(JsonObject message, JsonCodec json) {
    Counter counter = new Counter();
    try {
      json.write(message, counter);
    } catch (IOException impossible) {
      throw new UncheckedIOException("counting cannot fail", impossible);
    }
    return counter.bytes;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }
}
