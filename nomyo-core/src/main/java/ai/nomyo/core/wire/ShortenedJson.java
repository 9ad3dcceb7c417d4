package ai.nomyo.core.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** What is copied and erased for a parser is cheaper than two ways up to about here. */
  static final int LONGEST_KEPT = 256;

  /**
   * A string that was left out.
   *
   * @param at the index of its opening quote in the shortened text
   * @param from the index behind that quote in the source
   * @param to the index of the closing quote in the source
   * @param escaped whether there is a backslash between
   */
  record Cut(int at, int from, int to, boolean escaped) {}

  private final byte[] source;
  private final int start;
  private final int end;
  private final List<Cut> cuts = new ArrayList<>();
  private final byte[] kept;

  private ShortenedJson(byte[] source, int start, int end) {
    this.source = source;
    this.start = start;
    this.end = end;
    int keptBytes = end - start - scan();
    this.kept = cuts.isEmpty() ? source : new byte[keptBytes];
    copyKept();
  }

  /**
   * Shortens a text.
   *
   * @param source is neither changed nor copied; holds the long strings until they were read
   */
  static ShortenedJson of(byte[] source, int start, int end) {
    return new ShortenedJson(source, start, end);
  }

  /** Notes the cuts and returns how many bytes they save. */
  private int scan() {
    int saved = 0;
    for (int at = start; at < end; at++) {
      if (source[at] == '"') {
        int from = at + 1;
        int special = StringScan.next(source, from, end);
        at = closingQuote(special);
        if (at - from > LONGEST_KEPT && at < end && !isName(at)) {
          cuts.add(new Cut(from - 1 - start - saved, from, at, at != special));
          saved += at - from;
        }
      }
    }
    return saved;
  }

  /** The index of the quote, or the end when there is none or the string is not as it should be. */
  private int closingQuote(int special) {
    int at = special;
    while (at < end && source[at] == '\\') {
      int escape = JsonEscapes.length(source, at, end);
      at = escape == 0 ? end : StringScan.next(source, at + escape, end);
    }
    return at < end && source[at] == '"' ? at : end;
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

  /** Erases the copy that the parser read. */
  @Override
  public void close() {
    if (kept != source) {
      Arrays.fill(kept, (byte) 0);
    }
  }
}
