// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import ai.nomyo.report.SecurityReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A decrypted chat completion. Immutable, safe for use by many threads; no accessor throws because
 * the router left something out.
 */
public final class ChatResponse {

  private final JsonObject json;
  private final Supplier<String> text;
  private final @Nullable SecurityReport securityReport;

  private ChatResponse(
      JsonObject json, Supplier<String> text, @Nullable SecurityReport securityReport) {
    this.json = json;
    this.text = text;
    this.securityReport = securityReport;
  }

  /**
   * The response with this JSON.
   *
   * @param json the parsed text
   * @param text the same as JSON text, retained for {@link #toJson}
   */
  public static ChatResponse of(JsonObject json, String text) {
    return new ChatResponse(json, () -> text, null);
  }

  /** The same with the evidence of how it came. */
  public static ChatResponse of(JsonObject json, String text, SecurityReport securityReport) {
    return of(json, () -> text, securityReport);
  }

  /**
   * The same with a text that is made when it is asked for.
   *
   * @param text must always give the same text, and to many threads
   */
  public static ChatResponse of(
      JsonObject json, Supplier<String> text, SecurityReport securityReport) {
    return new ChatResponse(json, text, securityReport);
  }

  /** The service's id of the completion. */
  public Optional<String> id() {
    return json.getString("id");
  }

  /** {@code chat.completion}. */
  public Optional<String> object() {
    return json.getString("object");
  }

  /** When it was made, in Unix seconds. */
  public OptionalLong created() {
    return json.getLong("created");
  }

  /** The model that answered. */
  public Optional<String> model() {
    return json.getString("model");
  }

  /** Which configuration of the service answered; compare it where a seed was given. */
  public Optional<String> systemFingerprint() {
    return json.getString("system_fingerprint");
  }

  /** How the service scheduled and billed the call. */
  public Optional<ServiceTier> serviceTier() {
    return json.getString("service_tier").map(ServiceTier::new);
  }

  /** The answers, in order. */
  public List<Choice> choices() {
    return json.getObjects("choices").stream().map(Choice::new).toList();
  }

  /** What the model said in the first answer. */
  public Optional<ChatMessage> firstMessage() {
    return choices().stream().findFirst().flatMap(Choice::message);
  }

  /** The text of the first answer; empty when it has none, as when it calls tools. */
  public Optional<String> firstText() {
    return firstMessage().flatMap(ChatMessage::content);
  }

  /** What the call cost. */
  public Optional<Usage> usage() {
    return json.getObject("usage").map(Usage::new);
  }

  /** How the answer came about. */
  public ResponseMetadata metadata() {
    return new ResponseMetadata(json.getObject("_metadata").orElse(JsonObject.empty()));
  }

  /**
   * The evidence of how the answer came: keys, backend, attempts, times, and what differed from
   * what was asked for. Empty only for a response that no client opened.
   */
  public Optional<SecurityReport> securityReport() {
    return Optional.ofNullable(securityReport);
  }

  /** Everything, parsed: members this library does not know are found here. */
  public JsonObject json() {
    return json;
  }

  /**
   * The JSON text as the router wrote it, to the letter, but for {@code _metadata}, to which this
   * client adds {@code payload_id}, {@code processed_at}, {@code is_encrypted} and {@code
   * encryption_algorithm} (protocol, section 4). It is decoded anew with every call.
   */
  public String toJson() {
    return text.get();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatResponse that && toJson().equals(that.toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "ChatResponse[" + choices().size() + " choices, " + toJson().length() + " chars]";
  }
}
