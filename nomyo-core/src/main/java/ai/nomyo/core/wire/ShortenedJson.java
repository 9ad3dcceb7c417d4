// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/**
 * A JSON text for a parser, without its long strings: empty ones stand in their places, and {@link
 * LongStrings} are read where they are. Jackson would gather each in pieces of which none is
 * erased, and go through a package's ciphertext byte by byte.
 *
 * <p>Only strings that are as they should be are left out, and no names of members. All else is the
 * parser's to judge.
 */
final class ShortenedJson implements AutoCloseable {

  /** Well below the size from which Jackson gathers a string in pieces that nobody erases. */
  static final int LONGEST_KEPT = 256;

  /**
   * A string that was left out.
   *
   * @param at the index of its opening quote in the shortened text
   * @param from the index behind that quote in the source
   * @param to the index of the closing quote in the source
   * @param unescaped the text, unless it is just what stands there
   */
  record Cut(int at, int from, int to, @Nullable String unescaped) {}

  private final byte[] source;
  private final int start;
  private final int end;
  private final List<Cut> cuts = new ArrayList<>();
  private final List<byte[]> copies = new ArrayList<>();
  private final byte[] kept;
  private @Nullable Unescaper unescaper;

  private ShortenedJson(byte[] source, int start, int end) {
    this.source = source;
    this.start = start;
    this.end = end;
    int keptBytes = end - start - scan();
    this.kept = cuts.isEmpty() ? source : copy(keptBytes);
    copyKept();
  }

  /**
   * Shortens a text.
   *
   * @param source a heap buffer, from its position to its limit; neither changed nor copied, holds
   *     the long strings until they were read
   */
  static ShortenedJson of(ByteBuffer source) {
    int start = source.arrayOffset() + source.position();
    return new ShortenedJson(source.array(), start, start + source.remaining());
  }

  /** Notes the cuts and returns how many bytes they save. */
  private int scan() {
    int saved = 0;
    for (int at = start; at < end; at++) {
      if (source[at] == '"') {
        Cut string = string(at + 1, at - start - saved);
        at = string.to();
        if (at - string.from() > LONGEST_KEPT && at < end && !isName(at)) {
          cuts.add(string);
          saved += at - string.from();
        }
      }
    }
    return saved;
  }

  /** The string behind a quote, up to the end when it is not as it should be. */
  private Cut string(int from, int at) {
    int special = StringScan.next(source, from, end);
    if (isQuote(special)) {
      return new Cut(at, from, special, null);
    }
    int to = passEscapes(from, special);
    return to - from > LONGEST_KEPT
        ? unescaped(from, at)
        : new Cut(at, from, isQuote(to) ? to : end, null);
  }

  private boolean isQuote(int at) {
    return at < end && source[at] == '"';
  }

  /** Stops where the string ends, is not as it should be or too long to be kept. */
  private int passEscapes(int from, int special) {
    int at = special;
    int bytes = JsonEscapes.length(source, at, end);
    while (bytes > 0 && at - from <= LONGEST_KEPT) {
      at = StringScan.next(source, at + bytes, end);
      bytes = JsonEscapes.length(source, at, end);
    }
    return at;
  }

  /** Unescaped at once, which finds its end as well. */
  private Cut unescaped(int from, int at) {
    if (unescaper == null) {
      unescaper = new Unescaper(source, copy(end - from));
    }
    int to = unescaper.unescape(from, end);
    return new Cut(at, from, to, to < end ? unescaper.text() : null);
  }

  private boolean isName(int closingQuote) {
    int at = closingQuote + 1;
    while (at < end && " \t\r\n".indexOf(source[at]) >= 0) {
      at++;
    }
    return at < end && source[at] == ':';
  }

  private void copyKept() {
    int from = start;
    int used = 0;
    for (Cut cut : cuts) {
      System.arraycopy(source, from, kept, used, cut.from() - from);
      used += cut.from() - from;
      from = cut.to();
    }
    if (kept != source) {
      System.arraycopy(source, from, kept, used, end - from);
    }
  }

  JsonParser parser(JsonCodec json) {
    return kept == source
        ? json.parser(source, start, end - start)
        : json.parser(kept, 0, kept.length);
  }

  /** All that is not in the parser's text, to be read in order. */
  LongStrings longStrings() {
    return new LongStrings(source, cuts);
  }

  /** Whether what the parser reads is UTF-8. */
  boolean isUtf8() {
    return StrictUtf8.matches(
        kept == source ? ByteBuffer.wrap(source, start, end - start) : ByteBuffer.wrap(kept));
  }

  /** The column in the source of a place in the shortened text; a string holds no line's end. */
  long column(TokenStreamLocation location) {
    long lineFrom = location.getByteOffset() - location.getColumnNr();
    return location.getColumnNr()
        + cuts.stream()
            .filter(cut -> cut.at() > lineFrom && cut.at() < location.getByteOffset())
            .mapToLong(cut -> cut.to() - cut.from())
            .sum();
  }

  private byte[] copy(int sizeBytes) {
    byte[] copy = new byte[sizeBytes];
    copies.add(copy);
    return copy;
  }

  /** What holds a part of the text apart from the source. */
  List<byte[]> copies() {
    return copies;
  }

  /** Erases the copies: what the parser read, and what was unescaped. */
  @Override
  public void close() {
    copies.forEach(copy -> Arrays.fill(copy, (byte) 0));
  }
}
