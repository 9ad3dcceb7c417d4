// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void configurationTierAndFirstMessage_areTyped() {
    Map<String, ?> message = Map.of("role", "assistant", "content", "hi");
    ChatResponse response =
        response(
            Map.of(
                "system_fingerprint",
                "fp_1",
                "service_tier",
                "of tomorrow",
                "choices",
                List.of(
                    Map.of(
                        "message",
                        message,
                        "finish_reason",
                        "bored",
                        "logprobs",
                        Map.of("content", List.of(Map.of("token", "hi")))),
                    Map.of("message", Map.of("content", "second")))));
    assertEquals("fp_1", response.systemFingerprint().orElseThrow());
    assertEquals(new ServiceTier("of tomorrow"), response.serviceTier().orElseThrow());
    assertEquals(JsonObject.of(message), response.firstMessage().orElseThrow().json());
    assertEquals("hi", response.firstText().orElseThrow());
    Choice choice = response.choices().get(0);
    assertEquals(new FinishReason("bored"), choice.finishReason().orElseThrow());
    LogProbs logProbs = choice.logprobs().orElseThrow();
    assertEquals("hi", logProbs.content().get(0).token().orElseThrow());
  }

  @Test
  void firstMessage_isThatOfTheFirstAnswerOnly() {
    ChatResponse response =
        response(Map.of("choices", List.of(Map.of(), Map.of("message", Map.of("content", "x")))));
    assertTrue(response.firstMessage().isEmpty());
    assertTrue(response.firstText().isEmpty());
    assertTrue(response(Map.of()).firstMessage().isEmpty());
  }

  @Test
  void usage_tellsWhatTheTokensWere() {
    Usage usage =
        new Usage(
            Json.object(
                "prompt_tokens_details",
                Json.object(
                    "cached_tokens", 1,
                    "cache_write_tokens", 2,
                    "text_tokens", 3,
                    "image_tokens", 4,
                    "audio_tokens", 5),
                "completion_tokens_details",
                Json.object(
                    "audio_tokens", 6,
                    "reasoning_tokens", 7,
                    "accepted_prediction_tokens", 8,
                    "rejected_prediction_tokens", 9)));
    TokenDetails read = usage.promptDetails();
    assertEquals(1, read.cachedTokens().orElseThrow());
    assertEquals(2, read.cacheWriteTokens().orElseThrow());
    assertEquals(3, read.textTokens().orElseThrow());
    assertEquals(4, read.imageTokens().orElseThrow());
    assertEquals(5, read.audioTokens().orElseThrow());
    assertTrue(read.reasoningTokens().isEmpty());
    TokenDetails generated = usage.completionDetails();
    assertEquals(6, generated.audioTokens().orElseThrow());
    assertEquals(7, generated.reasoningTokens().orElseThrow());
    assertEquals(8, generated.acceptedPredictionTokens().orElseThrow());
    assertEquals(9, generated.rejectedPredictionTokens().orElseThrow());
    assertTrue(new Usage(JsonObject.empty()).promptDetails().cachedTokens().isEmpty());
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
