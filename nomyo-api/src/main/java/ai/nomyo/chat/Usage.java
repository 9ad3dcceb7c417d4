// SPDX-License-Identifier: Apache-2.0
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

  /** What the tokens read were; without counts when the service does not say. */
  public TokenDetails promptDetails() {
    return details("prompt_tokens_details");
  }

  /** What the tokens generated were; without counts when the service does not say. */
  public TokenDetails completionDetails() {
    return details("completion_tokens_details");
  }

  private TokenDetails details(String name) {
    return new TokenDetails(json.getObject(name).orElse(JsonObject.empty()));
  }
}
