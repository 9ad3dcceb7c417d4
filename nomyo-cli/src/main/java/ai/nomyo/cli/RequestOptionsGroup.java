// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.chat.ChatCall;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is asked, and the flat call they make up. */
final class RequestOptionsGroup {

  private static final String DEFAULT_MODEL = "Qwen/Qwen3-0.6B";
  private static final String REQUEST = "--request";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model (default: " + DEFAULT_MODEL + ").")
  private @Nullable String model;

  @Option(names = "--system", paramLabel = "TEXT", description = "The system message.")
  private @Nullable String system;

  @Option(names = "--temperature", paramLabel = "N", description = "0 to 2.")
  private @Nullable Double temperature;

  @Option(names = "--max-tokens", paramLabel = "N", description = "1 or more.")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--security-tier",
      paramLabel = "TIER",
      description = "standard, high or maximum.")
  private @Nullable String securityTier;

  @Option(
      names = REQUEST,
      paramLabel = "FILE",
      description =
          "A whole OpenAI-style request in JSON; - is standard input. Options that are given"
              + " override it.")
  private @Nullable String requestFile;

  boolean haveFile() {
    return requestFile != null;
  }

  /** The call in the request file, with the options that were given. */
  ChatCall fromFile(Shell shell) {
    JsonValue value =
        Nomyo.json().read(InputFiles.text(REQUEST, Objects.requireNonNull(requestFile), shell));
    JsonObject call =
        value
            .asObject()
            .orElseThrow(
                () -> new InvalidInputException(REQUEST, value.toString(), "a JSON object"));
    return ChatCall.of(withOptions(system == null ? call : withSystem(system, call)));
  }

  /** A call with one user message, with the options that were given. */
  ChatCall fromPrompt(String prompt) {
    JsonObject user = message("user", prompt);
    JsonObject call = JsonObject.builder().put("messages", List.of(user)).build();
    return ChatCall.of(withOptions(system == null ? call : withSystem(system, call)));
  }

  private JsonObject withOptions(JsonObject call) {
    JsonObject.Builder merged = call.newBuilder();
    if (model != null || call.get("model").isEmpty()) {
      merged.put("model", model != null ? model : DEFAULT_MODEL);
    }
    if (temperature != null) {
      merged.put("temperature", temperature);
    }
    if (maxTokens != null) {
      merged.put("max_tokens", maxTokens);
    }
    if (securityTier != null) {
      merged.put("security_tier", SecurityTier.of(securityTier).wireName());
    }
    return merged.build();
  }

  /** The given system message stands first, in place of those that stood there. */
  private static JsonObject withSystem(String system, JsonObject call) {
    Optional<JsonArray> given = call.get("messages").flatMap(JsonValue::asArray);
    if (given.isEmpty() || given.get().elements().isEmpty()) {
      return call; // to be refused: a system message alone asks for nothing
    }
    List<JsonValue> messages = new ArrayList<>();
    messages.add(message("system", system));
    given.get().elements().stream().filter(message -> !isSystem(message)).forEach(messages::add);
    return call.newBuilder().put("messages", messages).build();
  }

  private static boolean isSystem(JsonValue message) {
    return message
        .asObject()
        .flatMap(m -> m.getString("role"))
        .filter("system"::equals)
        .isPresent();
  }

  private static JsonObject message(String role, String content) {
    return JsonObject.builder().put("role", role).put("content", content).build();
  }
}
