// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The default answers; {@link Answer#echo} says what they are. */
final class EchoAnswer implements Answer {

  /** Fixed, so that equal requests have equal answers. */
  static final long UNIX_SECONDS = 1_765_250_382L;

  private static final long MOST_CHOICES = 128;
  private static final JsonCodec JSON = new JsonCodec();

  @Override
  public JsonObject to(ReceivedRequest request) {
    Optional<JsonObject> call = EchoToolCall.in(request.json());
    return call.isPresent()
        ? completion(request, calling(call.get()), "tool_calls")
        : withContent(request, content(request.json()));
  }

  /** What fits the schema of the answer, if one was asked for. */
  private static String content(JsonObject request) {
    String text = userText(request);
    return request
        .getObject("response_format")
        .flatMap(format -> format.getObject("json_schema"))
        .flatMap(named -> named.getObject("schema"))
        .map(schema -> JSON.write(SchemaEcho.of(schema, text)))
        .orElse("echo: " + text);
  }

  static JsonObject withContent(ReceivedRequest request, String content) {
    return completion(request, message(content), "stop");
  }

  private static JsonObject message(String content) {
    return JsonObject.builder().put("role", "assistant").put("content", content).build();
  }

  private static JsonObject calling(JsonObject call) {
    return JsonObject.builder()
        .put("role", "assistant")
        .put("content", null)
        .put("tool_calls", List.of(call))
        .build();
  }

  private static JsonObject completion(
      ReceivedRequest request, JsonObject message, String finishReason) {
    List<JsonObject> choices =
        LongStream.range(0, numberOfChoices(request.json()))
            .mapToObj(index -> choice(index, message, finishReason))
            .toList();
    return JsonObject.builder()
        .put("id", "chatcmpl-" + request.payloadId())
        .put("object", "chat.completion")
        .put("created", UNIX_SECONDS)
        .put("model", request.json().getString("model").orElse(""))
        .put("choices", choices)
        .put("usage", usage(request.json(), message, choices.size()))
        .put("_metadata", metadata(request))
        .build();
  }

  private static long numberOfChoices(JsonObject json) {
    OptionalLong n = json.getLong("n");
    return n.isPresent() ? Math.max(1, Math.min(n.getAsLong(), MOST_CHOICES)) : 1;
  }

  private static JsonObject choice(long index, JsonObject message, String finishReason) {
    return JsonObject.builder()
        .put("index", index)
        .put("message", message)
        .put("finish_reason", finishReason)
        .build();
  }

  private static JsonObject usage(JsonObject json, JsonObject message, int choices) {
    long prompt = json.getObjects("messages").stream().mapToLong(m -> words(textOf(m))).sum();
    long completion = choices * Math.max(1, words(textOf(message)));
    return JsonObject.builder()
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion)
        .build();
  }

  private static long words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).count();
  }

  /** A fake protects nothing, and says so. */
  private static JsonObject metadata(ReceivedRequest request) {
    return JsonObject.builder()
        .put("response_status", "success")
        .put("security_tier", request.securityTier().orElse(SecurityTier.STANDARD).wireName())
        .put("memory_protection", Map.of("enabled", false))
        .put("tpm_attestation", Map.of("is_available", false))
        .build();
  }

  /** The text of the user's last message, or nothing. */
  static String userText(JsonObject json) {
    return json.getObjects("messages").stream()
        .filter(message -> message.getString("role").equals(Optional.of("user")))
        .reduce((earlier, later) -> later)
        .map(EchoAnswer::textOf)
        .orElse("");
  }

  /** A content is a string or a list of parts, some of which are text. */
  private static String textOf(JsonObject message) {
    return message.getString("content").orElseGet(() -> partsOf(message));
  }

  private static String partsOf(JsonObject message) {
    return message.getObjects("content").stream()
        .flatMap(part -> part.get("text").flatMap(JsonValue::asString).stream())
        .collect(Collectors.joining());
  }
}
