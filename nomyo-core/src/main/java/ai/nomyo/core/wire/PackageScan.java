// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What stands in the text of a package, before anything of it is judged. The ciphertext, which may
 * be large, is located and not copied.
 *
 * @param members the outer members, without the sealed payload
 * @param payload the members of the sealed payload, without the ciphertext; null when it is absent
 *     or no object
 * @param ciphertext the base64 text; null when it is absent or no string
 * @param duplicate whether an object named a member twice
 */
record PackageScan(
    JsonObject members,
    @Nullable JsonObject payload,
    @Nullable ByteBuffer ciphertext,
    boolean duplicate) {

  /**
   * Scans a body.
   *
   * @param body a heap buffer, from its position to its limit
   */
  static PackageScan of(ByteBuffer body, JsonCodec json) throws MalformedJsonException {
    try (ShortenedJson text = ShortenedJson.of(body)) {
      return json.reading(text, (parser, tree) -> new Scanner(parser, tree).scan());
    }
  }

  private static final class Scanner {

    private final JsonParser parser;
    private final JsonTreeReader tree;
    private final JsonObject.Builder members = JsonObject.builder();
    private @Nullable JsonObject payload;
    private @Nullable ByteBuffer ciphertext;

    Scanner(JsonParser parser, JsonTreeReader tree) {
      this.parser = parser;
      this.tree = tree;
    }

    PackageScan scan() throws MalformedJsonException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException("not a JSON object", false);
      }
      tree.members(this::outerMember);
      tree.end();
      return new PackageScan(members.build(), payload, ciphertext, tree.sawDuplicate());
    }

    private void outerMember(String name) {
      if (name.equals("encrypted_payload") && parser.currentToken() == JsonToken.START_OBJECT) {
        JsonObject.Builder sealed = JsonObject.builder();
        tree.members(inner -> payloadMember(inner, sealed));
        payload = sealed.build();
      } else {
        members.put(name, tree.value());
      }
    }

    private void payloadMember(String name, JsonObject.Builder sealed) {
      if (name.equals("ciphertext") && parser.currentToken() == JsonToken.VALUE_STRING) {
        ciphertext = tree.utf8();
      } else {
        sealed.put(name, tree.value());
      }
    }
  }
}
