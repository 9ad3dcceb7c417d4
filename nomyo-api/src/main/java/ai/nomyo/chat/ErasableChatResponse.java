// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Optional;

/**
 * A decrypted chat completion whose text is erased when it is closed. Nothing that the model wrote
 * becomes a {@code String} unless the caller makes it one.
 *
 * <p>The text is lent from the memory that the client holds its secrets in: what is handed out must
 * not be used beyond {@link #close}, when that memory may hold another's secret. An answer that is
 * not closed keeps its memory until it and its client are unreachable, and is erased then; so keep
 * the answer for as long as its text is needed. One thread at a time.
 */
public interface ErasableChatResponse extends AutoCloseable {

  /**
   * The answer without what the model wrote: id, object, created, model, system fingerprint,
   * service tier, usage, metadata, and of each choice the index, the finish reason and the
   * message's role. It stays valid after {@link #close}.
   */
  ChatResponse outline();

  /**
   * The text of an answer, as {@link ChatMessage#content} gives it.
   *
   * @param choice the place among the outline's {@link ChatResponse#choices}, from 0
   * @return read-only; empty when there is no such choice, or it has no text, as when it calls
   *     tools
   * @throws IllegalStateException if the response is closed
   */
  Optional<CharBuffer> text(int choice);

  /** As {@link #text(int)}, of the first answer. */
  default Optional<CharBuffer> firstText() {
    return text(0);
  }

  /**
   * Everything: the JSON as the router wrote it, to the letter. What the client adds stands in the
   * outline's {@link ChatResponse#metadata}.
   *
   * @return read-only UTF-8
   * @throws IllegalStateException if the response is closed
   */
  ByteBuffer utf8();

  /** Overwrites the answer with zeros. Idempotent. */
  @Override
  void close();
}
