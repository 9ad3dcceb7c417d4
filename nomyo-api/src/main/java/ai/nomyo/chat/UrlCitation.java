// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page on the web that a message cites. Every part may be absent.
 *
 * @param json the whole citation
 */
public record UrlCitation(JsonObject json) {

  /** Where the page is. */
  public Optional<String> url() {
    return json.getString("url");
  }

  /** What the page is called. */
  public Optional<String> title() {
    return json.getString("title");
  }

  /** The first character of the message's text that it belongs to, from 0. */
  public OptionalLong startIndex() {
    return json.getLong("start_index");
  }

  /** The last character of the message's text that it belongs to. */
  public OptionalLong endIndex() {
    return json.getLong("end_index");
  }
}
