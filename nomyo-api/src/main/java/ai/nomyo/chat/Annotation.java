// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;

/**
 * A note on a message's text.
 *
 * @param json the whole note
 */
public record Annotation(JsonObject json) {

  /** What it is: {@code url_citation}, or a name this library does not know. */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** The page on the web that is cited. */
  public Optional<UrlCitation> urlCitation() {
    return json.getObject("url_citation").map(UrlCitation::new);
  }
}
