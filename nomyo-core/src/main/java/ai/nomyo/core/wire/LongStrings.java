// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.core.exc.StreamReadException;

/**
 * The strings that a {@link ShortenedJson} leaves out, in their order. Each must be taken when the
 * parser stands on the empty one in its place. For one thread.
 */
final class LongStrings {

  private final byte[] source;
  private final List<ShortenedJson.Cut> cuts;
  private int taken;
  private int takenBytes;

  LongStrings(byte[] source, List<ShortenedJson.Cut> cuts) {
    this.source = source;
    this.cuts = cuts;
  }

  /** Of a text that a parser reads whole. */
  static LongStrings none() {
    return new LongStrings(new byte[0], List.of());
  }

  /** Whether there is one left, to be asked before {@link #isAt} to save looking for the offset. */
  boolean areLeft() {
    return taken < cuts.size();
  }

  /** Whether the next one belongs where the string stands that starts at an offset. */
  boolean isAt(long offset) {
    return areLeft() && cuts.get(taken).at() == offset;
  }

  /** How many bytes the strings taken so far have in the source. */
  int takenBytes() {
    return takenBytes;
  }

  /**
   * The text of the next one.
   *
   * @throws StreamReadException if it is not UTF-8
   */
  String takeText() {
    return text(take());
  }

  /** The next one as UTF-8, in the source if it has no escapes. */
  ByteBuffer takeUtf8() {
    ShortenedJson.Cut cut = take();
    return cut.unescaped() == null ? inPlace(cut) : ByteBuffer.wrap(text(cut).getBytes(UTF_8));
  }

  private ShortenedJson.Cut take() {
    ShortenedJson.Cut cut = cuts.get(taken++);
    takenBytes += cut.to() - cut.from();
    return cut;
  }

  private ByteBuffer inPlace(ShortenedJson.Cut cut) {
    return ByteBuffer.wrap(source, cut.from(), cut.to() - cut.from());
  }

  /** Decoding replaces what is not UTF-8, so that only this character asks for a second look. */
  private String text(ShortenedJson.Cut cut) {
    String text =
        cut.unescaped() == null
            ? new String(source, cut.from(), cut.to() - cut.from(), UTF_8)
            : cut.unescaped();
    if (text.indexOf('\uFFFD') >= 0 && !StrictUtf8.matches(inPlace(cut))) {
      throw new StreamReadException("a string is not UTF-8");
    }
    return text;
  }
}
