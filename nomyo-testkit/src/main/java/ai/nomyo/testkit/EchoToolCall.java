// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The call of a tool that an echoing router makes. */
final class EchoToolCall {

  private static final JsonCodec JSON = new JsonCodec();

  private EchoToolCall() {}

  /** The call that a request asks for, if any; a tool's result as last message asks for none. */
  static Optional<JsonObject> in(JsonObject request) {
    return refused(request) || endsWithResult(request)
        ? Optional.empty()
        : chosen(request).map(function -> call(function, EchoAnswer.userText(request)));
  }

  private static boolean refused(JsonObject request) {
    return request.getString("tool_choice").equals(Optional.of("none"));
  }

  private static boolean endsWithResult(JsonObject request) {
    List<JsonObject> messages = request.getObjects("messages");
    return !messages.isEmpty()
        && messages.get(messages.size() - 1).getString("role").equals(Optional.of("tool"));
  }

  private static Optional<JsonObject> chosen(JsonObject request) {
    Optional<String> name =
        request
            .getObject("tool_choice")
            .flatMap(choice -> choice.getObject("function"))
            .flatMap(function -> function.getString("name"));
    return request.getObjects("tools").stream()
        .flatMap(tool -> tool.getObject("function").stream())
        .filter(function -> name.isEmpty() || function.getString("name").equals(name))
        .findFirst();
  }

  private static JsonObject call(JsonObject function, String userText) {
    JsonObject named =
        JsonObject.builder()
            .put("name", function.getString("name").orElse(""))
            .put("arguments", JSON.write(SchemaEcho.of(parameters(function), userText)))
            .build();
    return JsonObject.builder()
        .put("id", "call_1")
        .put("type", "function")
        .put("function", named)
        .build();
  }

  /** Arguments are an object, whatever the schema says or leaves out. */
  private static JsonObject parameters(JsonObject function) {
    return function
        .getObject("parameters")
        .orElse(JsonObject.empty())
        .newBuilder()
        .put("type", "object")
        .build();
  }
}
