package ai.nomyo.core.wire;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** "At most 10 MiB (10,485,760 bytes)", docs/protocol.md, section 3; and 256 levels deep. */
public final class PayloadLimit {

  /** 10 MiB. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  private PayloadLimit() {}

  /**
   * Makes sure that a message may be sent, as far as that can be told without writing its JSON: one
   * that is too large only by its escapes or its characters of several bytes passes, and is refused
   * by {@link #enforcing} when it is written.
   *
   * @throws InvalidInputException if it is too large, with both sizes, or cannot be written: nested
   *     too deeply, with half of a surrogate pair in a member's name, or with a closed erasable
   *     string
   */
  public static void check(JsonObject message, JsonCodec json) {
    if (least(message, JsonCodec.MAX_DEPTH) > MAX_BYTES) {
      throw tooLarge(message, json);
    }
  }

  /**
   * Lets the JSON of a message through to a stream, up to the limit.
   *
   * @return throws an {@link InvalidInputException} with both sizes beyond it
   */
  static OutputStream enforcing(OutputStream out, JsonObject message, JsonCodec json) {
    return new Gate(out, message, json);
  }

  private static InvalidInputException tooLarge(JsonObject message, JsonCodec json) {
    return new InvalidInputException(
        "request", size(message, json) + " bytes of JSON", "at most " + MAX_BYTES + " bytes");
  }

  /** What the JSON takes at least: a byte for each UTF-16 unit. */
  static long least(JsonValue value, int levels) {
    if (value instanceof JsonString string) {
      return 2 + string.value().length();
    }
    if (value instanceof JsonErasableString string) {
      return least(string);
    }
    if (value instanceof JsonNumber number) {
      return number.text().length();
    }
    if (value instanceof JsonArray array) {
      int inside = inside(levels);
      return 1 + array.elements().stream().mapToLong(element -> 1 + least(element, inside)).sum();
    }
    if (value instanceof JsonObject object) {
      int inside = inside(levels);
      return 1
          + object.members().entrySet().stream()
              .mapToLong(m -> 2 + leastOfName(m.getKey()) + least(m.getValue(), inside))
              .sum();
    }
    return "true".length();
  }

  private static long leastOfName(String name) {
    JsonCodec.checkName(name);
    return 2 + name.length();
  }

  private static long least(JsonErasableString string) {
    // Refuses a closed one now, before the router is asked for anything.
    string.lend(text -> {});
    return 2 + string.length();
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

  private static final class Gate extends FilterOutputStream {

    private final JsonObject message;
    private final JsonCodec json;
    private int leftBytes = MAX_BYTES;

    Gate(OutputStream out, JsonObject message, JsonCodec json) {
      super(out);
      this.message = message;
      this.json = json;
    }

    @Override
    public void write(int b) throws IOException {
      pass(1);
      out.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      pass(length);
      out.write(source, offset, length);
    }

    private void pass(int count) {
      leftBytes -= count;
      if (leftBytes < 0) {
        throw tooLarge(message, json);
      }
    }
  }
}
