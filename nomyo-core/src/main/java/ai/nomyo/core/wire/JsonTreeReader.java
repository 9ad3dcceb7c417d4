// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads values off a parser and remembers whether any object named a member twice: that is for the
 * caller to judge at the end, because a text that is cut as well is no JSON in the first place.
 */
final class JsonTreeReader {

  /** Reads a member of an object; the parser stands on the value's first token. */
  interface MemberReader {
    void read(String name);
  }

  private final JsonParser parser;
  private final LongStrings longStrings;
  private boolean duplicateMember;

  /**
   * @param longStrings what was left out of the text that the parser reads
   */
  JsonTreeReader(JsonParser parser, LongStrings longStrings) {
    this.parser = parser;
    this.longStrings = longStrings;
  }

  /** Reads the value whose first token the parser stands on. */
  JsonValue value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new JsonString(string());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw new IllegalStateException("no value starts with " + token);
    };
  }

  private String string() {
    return isLeftOut() ? longStrings.takeText() : parser.getString();
  }

  /** The string that the parser stands on as UTF-8; a long one where it is, if it can be. */
  ByteBuffer utf8() {
    return isLeftOut()
        ? longStrings.takeUtf8()
        : ByteBuffer.wrap(parser.getString().getBytes(StandardCharsets.UTF_8));
  }

  private boolean isLeftOut() {
    return longStrings.areLeft() && longStrings.isAt(parser.currentTokenLocation().getByteOffset());
  }

  /** The index in the whole text of the token that the parser stands on. */
  int tokenFrom() {
    return (int) parser.currentTokenLocation().getByteOffset() + longStrings.takenBytes();
  }

  /** The index in the whole text behind the value that was just read. */
  int valueTo() {
    return (int) parser.currentLocation().getByteOffset() + longStrings.takenBytes();
  }

  /** Reads the members of the object whose start the parser stands on. */
  void members(MemberReader reader) {
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      duplicateMember |= !seen.add(name);
      parser.nextToken();
      reader.read(name);
    }
  }

  /** Reads the elements of the array whose start the parser stands on. */
  void elements(Runnable reader) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      reader.run();
    }
  }

  /**
   * Passes over the value whose first token the parser stands on; of texts nothing is read. Not for
   * what was shortened.
   */
  void skip() {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      members(name -> skip());
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      elements(this::skip);
    }
  }

  private JsonObject object() {
    JsonObject.Builder object = JsonObject.builder();
    members(name -> object.put(name, value()));
    return object.build();
  }

  private JsonArray array() {
    List<JsonValue> elements = new ArrayList<>();
    elements(() -> elements.add(value()));
    return new JsonArray(elements);
  }

  /** Makes sure that the document ends here. */
  void end() throws MalformedJsonException {
    if (parser.nextToken() != null) {
      throw new MalformedJsonException("text follows the JSON value", false);
    }
  }

  /** Whether any object read so far named a member twice. */
  boolean sawDuplicate() {
    return duplicateMember;
  }
}
