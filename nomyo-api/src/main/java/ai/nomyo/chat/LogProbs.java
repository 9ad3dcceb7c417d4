// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.List;

/**
 * How likely the tokens of an answer were.
 *
 * @param json the whole of it
 */
public record LogProbs(JsonObject json) {

  /** The tokens of the text, in order; empty when none are given. */
  public List<TokenLogProb> content() {
    return TokenLogProb.in(json, "content");
  }

  /** The tokens of the refusal, in order; empty when none are given. */
  public List<TokenLogProb> refusal() {
    return TokenLogProb.in(json, "refusal");
  }
}
