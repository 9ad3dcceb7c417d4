package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatResponseTest {

  private static ChatResponse response(Map<String, ?> json) {
    return ChatResponse.of(JsonObject.of(json), "canary");
  }

  @Test
  void fullResponse_isTyped() {
    Map<String, ?> call =
        Map.of(
            "id", "call_1", "type", "function", "function", Map.of("name", "f", "arguments", "{}"));
    ChatResponse response =
        response(
            Map.of(
                "id",
                "c",
                "object",
                "chat.completion",
                "created",
                1765250382,
                "model",
                "m",
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "message",
                        Map.of("role", "assistant", "content", "hi", "tool_calls", List.of(call)),
                        "finish_reason",
                        "stop")),
                "usage",
                Map.of("prompt_tokens", 1, "completion_tokens", 2, "total_tokens", 3),
                "_metadata",
                Map.of(
                    "payload_id",
                    "p",
                    "processed_at",
                    1765250382,
                    "is_encrypted",
                    true,
                    "encryption_algorithm",
                    "a",
                    "response_status",
                    "success",
                    "security_tier",
                    "unheard-of",
                    "memory_protection",
                    Map.of(),
                    "tpm_attestation",
                    Map.of("is_available", false))));
    assertEquals("c", response.id().orElseThrow());
    assertEquals("chat.completion", response.object().orElseThrow());
    assertEquals(1765250382, response.created().orElseThrow());
    assertEquals("m", response.model().orElseThrow());
    assertEquals("hi", response.firstText().orElseThrow());
    Choice choice = response.choices().get(0);
    assertEquals(0, choice.index().orElseThrow());
    assertEquals(FinishReason.STOP, choice.finishReason().orElseThrow());
    ToolCall toolCall = choice.message().orElseThrow().toolCalls().get(0);
    assertEquals("call_1", toolCall.id().orElseThrow());
    assertEquals("f", toolCall.name().orElseThrow());
    assertEquals("{}", toolCall.arguments().orElseThrow());
    Usage usage = response.usage().orElseThrow();
    assertEquals(1, usage.promptTokens().orElseThrow());
    assertEquals(2, usage.completionTokens().orElseThrow());
    assertEquals(3, usage.totalTokens().orElseThrow());
    ResponseMetadata metadata = response.metadata();
    assertEquals("p", metadata.payloadId().orElseThrow());
    assertEquals(Instant.ofEpochSecond(1765250382), metadata.processedAt().orElseThrow());
    assertTrue(metadata.isEncrypted());
    assertEquals("a", metadata.encryptionAlgorithm().orElseThrow());
    assertEquals("success", metadata.responseStatus().orElseThrow());
    assertEquals("unheard-of", metadata.securityTier().orElseThrow());
    assertTrue(metadata.memoryProtection().isPresent());
    assertTrue(metadata.tpmAttestation().isPresent());
    assertFalse(metadata.cudaDevice().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "object", "created", "model", "choices", "usage", "_metadata", "none"})
  void absentOrOddMembers_neverThrow(String name) {
    for (Object odd : List.of(Map.of(), List.of(1, Map.of("message", 1)), "x", 1e300, true)) {
      ChatResponse response = response(Map.of(name, odd));
      response.id();
      response.object();
      response.created();
      response.model();
      response.firstText();
      response.choices().forEach(choice -> choice.message().map(ChatMessage::toolCalls));
      response.usage().map(Usage::totalTokens);
      response.metadata().processedAt();
      assertFalse(response.metadata().isEncrypted());
    }
  }

  @Test
  void processedAtBeyondAllTime_isEmpty() {
    ChatResponse response = response(Map.of("_metadata", Map.of("processed_at", Long.MAX_VALUE)));
    assertTrue(response.metadata().processedAt().isEmpty());
  }

  @Test
  void toString_showsSizesOnly() {
    ChatResponse response =
        response(Map.of("choices", List.of(Map.of("message", Map.of("content", "canary")))));
    assertEquals("ChatResponse[1 choices, 6 chars]", response.toString());
    assertFalse(response.choices().toString().contains("canary"));
    assertEquals("canary", response.toJson());
  }
}
