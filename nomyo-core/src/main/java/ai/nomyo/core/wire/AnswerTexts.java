// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The texts of an answer's choices, unescaped from its JSON into the memory for secrets. Not safe
 * for use by many threads.
 */
final class AnswerTexts implements AutoCloseable {

  private record Range(int from, int to) {}

  private final SecretBytes utf16;
  private final List<Optional<Range>> ranges = new ArrayList<>();

  private AnswerTexts(SecretBytes utf16) {
    this.utf16 = utf16;
  }

  /**
   * Unescapes the texts.
   *
   * @param json one whole JSON value; left as it was
   * @param starts for each choice the index behind the opening quote of its text
   * @throws MalformedPackageException if a text is not UTF-8
   */
  static AnswerTexts of(ByteBuffer json, List<OptionalInt> starts, SecretMemory memory)
      throws MalformedPackageException {
    List<Optional<ByteBuffer>> escaped = starts.stream().map(from -> escaped(json, from)).toList();
    // A character is spelt with at least as many bytes as it has UTF-16 units.
    int most = escaped.stream().mapToInt(text -> text.map(ByteBuffer::remaining).orElse(0)).sum();
    AnswerTexts texts = new AnswerTexts(memory.allocate(Character.BYTES * most));
    try {
      texts.unescape(escaped);
      return texts;
    } catch (Throwable failure) {
      // Whatever it was, nobody else can erase what was unescaped so far.
      texts.close();
      throw failure;
    }
  }

  private static Optional<ByteBuffer> escaped(ByteBuffer json, OptionalInt from) {
    return from.isEmpty()
        ? Optional.empty()
        : Optional.of(
            json.duplicate().limit(closingQuote(json, from.getAsInt())).position(from.getAsInt()));
  }

  private static int closingQuote(ByteBuffer json, int from) {
    int at = from;
    while (json.get(at) != '"') {
      at += json.get(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private void unescape(List<Optional<ByteBuffer>> escaped) throws MalformedPackageException {
    CharBuffer out = utf16.lend().asCharBuffer();
    for (Optional<ByteBuffer> text : escaped) {
      int from = out.position();
      if (text.isPresent()) {
        unescape(text.get(), out);
      }
      ranges.add(text.map(unescaped -> new Range(from, out.position())));
    }
  }

  private static void unescape(ByteBuffer escaped, CharBuffer out)
      throws MalformedPackageException {
    CharsetDecoder utf8 = UTF_8.newDecoder();
    int end = escaped.limit();
    while (escaped.hasRemaining()) {
      escaped.limit(nextBackslash(escaped));
      if (utf8.reset().decode(escaped, out, true).isError()) {
        throw new MalformedPackageException("the answer's text is not UTF-8");
      }
      escaped.limit(end);
      if (escaped.hasRemaining()) {
        out.put(JsonEscapes.next(escaped));
      }
    }
  }

  private static int nextBackslash(ByteBuffer escaped) {
    int at = escaped.position();
    while (at < escaped.limit() && escaped.get(at) != '\\') {
      at++;
    }
    return at;
  }

  /**
   * The text of a choice, read-only. Do not use it beyond {@link #close}.
   *
   * @throws IllegalStateException if it was erased
   */
  Optional<CharBuffer> lend(int choice) {
    CharBuffer all = utf16.lend().asCharBuffer().asReadOnlyBuffer();
    return choice < ranges.size()
        ? ranges.get(choice).map(range -> all.slice(range.from(), range.to() - range.from()))
        : Optional.empty();
  }

  @Override
  public void close() {
    utf16.close();
  }
}
