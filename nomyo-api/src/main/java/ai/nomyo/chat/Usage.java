package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.OptionalLong;

/**
 * What a call cost, in tokens. Every count may be absent.
 *
 * @param json the whole account, details included
 */
public record Usage(JsonObject json) {

  /** Tokens read. */
  public OptionalLong promptTokens() {
    return json.getLong("prompt_tokens");
  }

  /** Tokens generated. */
  public OptionalLong completionTokens() {
    return json.getLong("completion_tokens");
  }

  /** Both together. */
  public OptionalLong totalTokens() {
    return json.getLong("total_tokens");
  }
}
