package ai.nomyo.testkit;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
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
            .put("arguments", JSON.write(arguments(function, userText)))
            .build();
    return JsonObject.builder()
        .put("id", "call_1")
        .put("type", "function")
        .put("function", named)
        .build();
  }

  private static JsonObject arguments(JsonObject function, String userText) {
    JsonObject schema = function.getObject("parameters").orElse(JsonObject.empty());
    JsonObject properties = schema.getObject("properties").orElse(JsonObject.empty());
    JsonObject.Builder arguments = JsonObject.builder();
    required(schema)
        .forEach(
            name ->
                arguments.put(
                    name,
                    argument(properties.getObject(name).orElse(JsonObject.empty()), userText)));
    return arguments.build();
  }

  private static List<String> required(JsonObject schema) {
    return schema.get("required").flatMap(JsonValue::asArray).stream()
        .flatMap(names -> names.elements().stream())
        .flatMap(name -> name.asString().stream())
        .toList();
  }

  private static JsonValue argument(JsonObject schema, String userText) {
    Optional<JsonValue> listed =
        schema.get("enum").flatMap(JsonValue::asArray).stream()
            .flatMap(values -> values.elements().stream())
            .findFirst();
    return listed.orElseGet(() -> ofType(schema.getString("type").orElse("string"), userText));
  }

  private static JsonValue ofType(String type, String userText) {
    return switch (type) {
      case "integer", "number" -> JsonValue.of(1);
      case "boolean" -> JsonValue.of(true);
      case "array" -> new JsonArray(List.of());
      case "object" -> JsonObject.empty();
      default -> new JsonString(userText);
    };
  }
}
