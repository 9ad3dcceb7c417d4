// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static java.util.Map.entry;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;

/** What a request must satisfy before it is worth encrypting. */
final class RequestRules {

  /** "api_key, base_url and security_tier never enter the encrypted JSON" (protocol, section 2). */
  private static final List<String> NEVER_ENCRYPTED =
      List.of("api_key", "base_url", "security_tier");

  private static final Rule TOKENS = Rule.integer(1, Integer.MAX_VALUE);
  private static final Rule NAMES = Rule.arrayOf("non-blank strings", Rule.NON_BLANK);

  private static final Rule TEXTS =
      new Rule(
          "a non-empty array of strings",
          value ->
              Rule.arrayOf("strings", Rule.TEXT).accepts().test(value)
                  && !value.asArray().orElseThrow().elements().isEmpty());

  private static final Rule BIASES =
      Rule.objectOf(
          "whole-number names of up to 9 digits and numbers from -100 to 100",
          name -> name.matches("[0-9]{1,9}"),
          Rule.number(-100, 100));

  private static final Rule STRINGS_BY_NAME = Rule.objectOf("strings", name -> true, Rule.TEXT);

  /** "stream_options" without streaming is refused by servers; dropping it would hide that. */
  private static final Rule NOTHING =
      new Rule("null or nothing, as there is no streaming", value -> false);

  /** The parameters that may be absent or null, in the order in which they are sent. */
  private static final List<Entry<String, Rule>> OPTIONAL =
      List.of(
          entry("audio", Rule.OBJECT),
          entry("frequency_penalty", Rule.number(-2, 2)),
          entry("function_call", Rule.NON_BLANK.or(Rule.OBJECT)),
          entry("functions", Rule.OBJECTS),
          entry("logit_bias", BIASES),
          entry("logprobs", Rule.FLAG),
          entry("max_completion_tokens", TOKENS),
          entry("max_tokens", TOKENS),
          entry("metadata", STRINGS_BY_NAME),
          entry("modalities", NAMES),
          entry("moderation", Rule.OBJECT),
          entry("n", Rule.integer(1, 128)),
          entry("parallel_tool_calls", Rule.FLAG),
          entry("prediction", Rule.OBJECT),
          entry("presence_penalty", Rule.number(-2, 2)),
          entry("prompt_cache_key", Rule.TEXT),
          entry("prompt_cache_options", Rule.OBJECT),
          entry("prompt_cache_retention", Rule.NON_BLANK),
          entry("reasoning_effort", Rule.NON_BLANK),
          entry("response_format", Rule.OBJECT),
          entry("safety_identifier", Rule.TEXT),
          entry("seed", Rule.integer(Long.MIN_VALUE, Long.MAX_VALUE)),
          entry("service_tier", Rule.NON_BLANK),
          entry("stop", Rule.TEXT.or(TEXTS)),
          entry("store", Rule.FLAG),
          entry("stream", Rule.FLAG),
          entry("stream_options", NOTHING),
          entry("temperature", Rule.number(0, 2)),
          entry("tool_choice", Rule.NON_BLANK.or(Rule.OBJECT)),
          entry("tools", Rule.OBJECTS),
          entry("top_logprobs", Rule.integer(0, 20)),
          entry("top_p", Rule.number(0, 1)),
          entry("user", Rule.TEXT),
          entry("verbosity", Rule.NON_BLANK),
          entry("web_search_options", Rule.OBJECT));

  /** The order in which a builder puts the parameters. */
  static final MemberOrder ORDER =
      MemberOrder.of(
          Stream.concat(Stream.of("model", "messages"), OPTIONAL.stream().map(Entry::getKey))
              .toList());

  private RequestRules() {}

  static JsonObject checked(JsonObject json) {
    NEVER_ENCRYPTED.forEach(name -> absent(json, name));
    Rule.NON_BLANK.require("model", json.get("model"));
    MessageRules.checkAll(json.get("messages"));
    OPTIONAL.forEach(rule -> rule.getValue().allow(rule.getKey(), json.get(rule.getKey())));
    json.getObject("response_format")
        .ifPresent(format -> Rule.NON_BLANK.require("response_format.type", format.get("type")));
    return withoutStreaming(json);
  }

  private static JsonObject withoutStreaming(JsonObject json) {
    return json.get("stream").isPresent() ? json.newBuilder().put("stream", false).build() : json;
  }

  private static void absent(JsonObject json, String name) {
    if (json.get(name).isPresent()) {
      throw new InvalidInputException(
          name, "as a part of the request", "beside it only: it never enters the encrypted JSON");
    }
  }
}
