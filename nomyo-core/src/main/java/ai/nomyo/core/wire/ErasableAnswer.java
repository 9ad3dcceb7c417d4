// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Optional;

/** An answer over the plaintext that was opened and the texts unescaped from it; owns both. */
final class ErasableAnswer implements ErasableChatResponse {

  private final ChatResponse outline;
  private final SecretBytes plaintext;
  private final AnswerTexts texts;

  ErasableAnswer(ChatResponse outline, SecretBytes plaintext, AnswerTexts texts) {
    this.outline = outline;
    this.plaintext = plaintext;
    this.texts = texts;
  }

  @Override
  public ChatResponse outline() {
    return outline;
  }

  @Override
  public Optional<CharBuffer> text(int choice) {
    return texts.lend(choice);
  }

  @Override
  public ByteBuffer utf8() {
    return plaintext.lend().asReadOnlyBuffer();
  }

  @Override
  public void close() {
    texts.close();
    plaintext.close();
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "ErasableAnswer[" + outline + ", " + plaintext.size() + " bytes]";
  }
}
