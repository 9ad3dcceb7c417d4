// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Choice;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonNumber;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer read in the usual way, and as one that can be erased. */
final class AnswerReadings {

  private static final String ID = "3f2b6c1e-0000-4000-8000-000000000001";

  private final List<ByteBuffer> handedOut = new ArrayList<>();

  private final SecretMemory memory =
      sizeBytes -> {
        byte[] content = new byte[sizeBytes];
        handedOut.add(ByteBuffer.wrap(content));
        return SecretBytes.owning(content);
      };

  private static AnswerReader reader(int plaintextBytes) {
    SealedMessage opened =
        new SealedMessage(
            Bytes.copyOf(new byte[0]),
            Bytes.copyOf(new byte[0]),
            ByteBuffer.allocate(plaintextBytes + 16));
    return new AnswerReader(
        new SealedPackage(
            opened, "hybrid-aes256-rsa4096", Optional.of(new JsonNumber("1765250382"))),
        new AnswerExpectation(
            Optional.of(ID), Optional.empty(), AnswerChecks.DEFAULT, Instant.EPOCH),
        new JsonCodec());
  }

  ChatResponse usual(byte[] plaintext) throws Exception {
    try (SecretBytes secret = SecretBytes.owning(plaintext.clone())) {
      return reader(plaintext.length).read(secret).answer().apply(null);
    }
  }

  ErasableChatResponse erasable(byte[] plaintext) throws Exception {
    return erasable(SecretBytes.owning(plaintext.clone()));
  }

  ErasableChatResponse erasable(SecretBytes plaintext) throws Exception {
    return reader(plaintext.size()).readErasable(plaintext, memory).answer().apply(null);
  }

  /**
   * Compares what comes of an answer that can be read.
   *
   * @return the JSON text of the outline
   */
  String assertAgree(byte[] utf8) throws Exception {
    ChatResponse usual = usual(utf8);
    try (ErasableChatResponse erasable = erasable(utf8)) {
      assertEquals(usual.firstText(), erasable.firstText().map(CharBuffer::toString));
      assertEquals(ByteBuffer.wrap(utf8), erasable.utf8());
      assertOutlineAgrees(usual, erasable.outline());
      assertTextsAgree(usual.choices(), erasable);
      return erasable.outline().toJson();
    }
  }

  private static void assertOutlineAgrees(ChatResponse usual, ChatResponse outline) {
    assertEquals(usual.id(), outline.id());
    assertEquals(usual.object(), outline.object());
    assertEquals(usual.created(), outline.created());
    assertEquals(usual.model(), outline.model());
    assertEquals(usual.usage(), outline.usage());
    assertEquals(usual.metadata(), outline.metadata());
    assertEquals(outline.json(), new JsonCodec().read(outline.toJson()));
  }

  private static void assertTextsAgree(List<Choice> usual, ErasableChatResponse erasable) {
    List<Choice> outlined = erasable.outline().choices();
    assertEquals(usual.size(), outlined.size());
    for (int i = 0; i < usual.size(); i++) {
      assertEquals(usual.get(i).index(), outlined.get(i).index());
      assertEquals(usual.get(i).finishReason(), outlined.get(i).finishReason());
      Optional<ChatMessage> message = usual.get(i).message();
      assertEquals(
          message.flatMap(ChatMessage::role), outlined.get(i).message().flatMap(ChatMessage::role));
      assertEquals(
          message.flatMap(ChatMessage::content), erasable.text(i).map(CharBuffer::toString));
    }
    assertEquals(Optional.empty(), erasable.text(usual.size()));
  }

  /** Makes sure that of all secret memory nothing is left that was written. */
  void assertErased() {
    for (ByteBuffer secret : handedOut) {
      assertTrue(secret.equals(ByteBuffer.allocate(secret.limit())));
    }
  }
}
