// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.json.JsonObject;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an opened answer says, and where its metadata stands, so that the rest of its text can be
 * retained to the letter.
 *
 * @param members the whole answer
 * @param metadataFrom the index of the metadata's first byte, or of the place where it would stand
 * @param metadataTo the index behind its last byte
 * @param metadataPrefix what to write before the metadata when it was absent
 * @param duplicate whether an object named a member twice
 */
record AnswerScan(
    JsonObject members,
    int metadataFrom,
    int metadataTo,
    String metadataPrefix,
    boolean duplicate) {

  static final String METADATA = "_metadata";

  static AnswerScan of(ShortenedJson text, JsonCodec json) throws MalformedJsonException {
    return json.reading(text, (parser, tree) -> new Scanner(parser, tree).scan());
  }

  private static final class Scanner {

    private final JsonParser parser;
    private final JsonTreeReader tree;
    private final JsonObject.Builder members = JsonObject.builder();
    private int from = -1;
    private int to = -1;

    Scanner(JsonParser parser, JsonTreeReader tree) {
      this.parser = parser;
      this.tree = tree;
    }

    AnswerScan scan() throws MalformedJsonException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException("no JSON object", false);
      }
      tree.members(this::member);
      int end = tree.tokenFrom();
      tree.end();
      JsonObject object = members.build();
      if (from >= 0) {
        return new AnswerScan(object, from, to, "", tree.sawDuplicate());
      }
      String comma = object.members().isEmpty() ? "" : ",";
      String prefix = comma + '"' + METADATA + "\":";
      return new AnswerScan(object, end, end, prefix, tree.sawDuplicate());
    }

    private void member(String name) {
      int start = tree.tokenFrom();
      members.put(name, tree.value());
      if (name.equals(METADATA)) {
        from = start;
        to = tree.valueTo();
      }
    }
  }
}
