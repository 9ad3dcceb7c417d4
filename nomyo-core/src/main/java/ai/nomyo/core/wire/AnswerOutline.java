// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an opened answer says apart from what the model wrote, which is located and not read.
 *
 * @param members the answer without it
 * @param texts for each choice the index behind the opening quote of its text
 * @param duplicate whether an object named a member twice
 */
record AnswerOutline(JsonObject members, List<OptionalInt> texts, boolean duplicate) {

  private static final Set<String> OF_ANSWER =
      Set.of(
          "id",
          "object",
          "created",
          "model",
          "system_fingerprint",
          "service_tier",
          "usage",
          AnswerScan.METADATA);

  private static final Set<String> OF_CHOICE = Set.of("index", "finish_reason");

  static AnswerOutline of(SecretBytes plaintext, JsonCodec json) throws MalformedJsonException {
    return JsonCodec.reading(
        () -> json.parser(plaintext.stream()), (parser, tree) -> new Scanner(parser, tree).scan());
  }

  private static final class Scanner {

    private final JsonParser parser;
    private final JsonTreeReader tree;
    private final JsonObject.Builder members = JsonObject.builder();
    private final List<JsonValue> choices = new ArrayList<>();
    private final List<OptionalInt> texts = new ArrayList<>();
    private OptionalInt text = OptionalInt.empty();

    Scanner(JsonParser parser, JsonTreeReader tree) {
      this.parser = parser;
      this.tree = tree;
    }

    AnswerOutline scan() throws MalformedJsonException {
      if (!at(JsonToken.START_OBJECT)) {
        throw new MalformedJsonException("no JSON object", false);
      }
      tree.members(this::member);
      tree.end();
      return new AnswerOutline(members.build(), List.copyOf(texts), tree.sawDuplicate());
    }

    private void member(String name) {
      if (name.equals("choices") && at(JsonToken.START_ARRAY)) {
        tree.elements(this::choice);
        members.put(name, new JsonArray(choices));
      } else {
        keepOnly(OF_ANSWER, name, members);
      }
    }

    /** What is no object is no choice (see {@link JsonObject#getObjects}). */
    private void choice() {
      if (at(JsonToken.START_OBJECT)) {
        text = OptionalInt.empty();
        JsonObject.Builder choice = JsonObject.builder();
        tree.members(name -> memberOfChoice(name, choice));
        choices.add(choice.build());
        texts.add(text);
      } else {
        tree.skip();
      }
    }

    private void memberOfChoice(String name, JsonObject.Builder choice) {
      if (name.equals("message") && at(JsonToken.START_OBJECT)) {
        JsonObject.Builder message = JsonObject.builder();
        tree.members(inner -> memberOfMessage(inner, message));
        choice.put(name, message.build());
      } else {
        keepOnly(OF_CHOICE, name, choice);
      }
    }

    private void memberOfMessage(String name, JsonObject.Builder message) {
      if (name.equals("content") && at(JsonToken.VALUE_STRING)) {
        text = OptionalInt.of((int) parser.currentTokenLocation().getByteOffset() + 1);
      } else {
        keepOnly(Set.of("role"), name, message);
      }
    }

    private void keepOnly(Set<String> kept, String name, JsonObject.Builder object) {
      if (kept.contains(name)) {
        object.put(name, tree.value());
      } else {
        tree.skip();
      }
    }

    private boolean at(JsonToken token) {
      return parser.currentToken() == token;
    }
  }
}
