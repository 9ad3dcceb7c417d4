// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDetailTest {

  private static final String API_KEY = "sk-47\"11";

  private static @Nullable String detail(String body) {
    return detail(body, JsonObject.empty());
  }

  private static @Nullable String detail(String body, JsonObject request) {
    return ErrorDetail.in(
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
        new JsonCodec(),
        Map.of(API_KEY, "[API key]"),
        request);
  }

  private static JsonObject asking(Object content) {
    return JsonObject.of(
        Map.of(
            "model",
            "Qwen3-0.6B",
            "messages",
            List.of(message("system", "x"), message("user", content))));
  }

  private static Map<String, Object> message(String role, Object content) {
    return Map.of("role", role, "content", content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"detail\":\"Invalid API key\"}|Invalid API key",
        "{\"detail\":[{\"loc\":[\"body\",1],\"msg\":\"x\"}]}|[{\"loc\":[\"body\",1],\"msg\":\"x\"}]",
        "{\"x\":1,\"detail\":{\"code\":7.0}}|{\"code\":7.0}",
        "{\"detail\":42}|42"
      })
  void textListAndObject_areGiven(String body, String expected) {
    assertEquals(expected, detail(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Bad Gateway</html>",
        "{\"error\":\"x\"}",
        "[]",
        "{\"detail\":null}",
        "{"
      })
  void otherBodies_giveNone(String body) {
    assertNull(detail(body));
  }

  @Test
  void whatMayRepeatSecrets_isLeftOut() {
    String inJson = API_KEY.replace("\"", "\\\"");
    assertEquals("[API key] is wrong", detail("{\"detail\":\"" + inJson + " is wrong\"}"));
    assertEquals("[\"[API key]\"]", detail("{\"detail\":[\"" + inJson + "\"]}"));
    assertEquals(
        "[{\"msg\":\"too long\",\"ctx\":{}}]",
        detail(
            "{\"detail\":[{\"input\":\"my prompt\",\"msg\":\"too long\","
                + "\"ctx\":{\"input\":\"my prompt\"}}]}"));
  }

  /** Whole or in part, in a text, a list or an object, escaped or not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"my patient is Jane Doe\"",
        "\"cannot digest 'my patient is Ja…'\"",
        "\"my\\u0020patient is Jane\"",
        "[{\"msg\":\"too long\",\"ctx\":{\"given\":\"patient is Jane Doe\"}}]",
        "\"\\u00fcber: my patient is Jane Doe\"",
        "[{\"type\":\"my patient is Jane Doe\"}]",
        "{\"my patient is Jane Doe\":\"too long\"}",
        "\"my\\npatient\\nis\\nJane\\nDoe\""
      })
  void promptThatIsRepeated_isWithheld(String detail) {
    String prompt = "my patient is Jane Doe";
    for (Object content :
        List.of(
            prompt,
            JsonErasableString.owning(prompt.toCharArray()),
            List.of(Map.of("type", "text", "text", prompt + " and so on")))) {
      assertEquals(
          "(the reason repeats the prompt and is withheld)",
          detail("{\"detail\":" + detail + "}", asking(content)));
    }
  }

  /** A short one as well as a part of a long one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "40128888|{\"code\":40128888}",
        "card 4012888888881881|{\"code\":4012888888881881}",
        "hunter2secret|[{\"type\":\"hunter2secret\"}]",
        "hunter2secret|{\"hunter2secret\":\"unknown field\"}",
        "{\"name\": \"Max\"}|{\"{\\\"name\\\": \\\"Max\\\"}\":\"unknown field\"}",
        "{\"name\": \"Max\"}|{\"name\":\"Max\"}"
      })
  void promptThatIsRepeatedInANumberOrAName_isWithheld(String prompt, String detail) {
    assertEquals(
        "(the reason repeats the prompt and is withheld)",
        detail("{\"detail\":" + detail + "}", asking(prompt)));
  }

  @Test
  void predictionThatIsRepeated_isWithheld() {
    JsonObject prediction =
        JsonObject.of(Map.of("type", "content", "content", "my patient is Jane Doe"));
    assertEquals(
        "(the reason repeats the prompt and is withheld)",
        detail(
            "{\"detail\":\"cannot digest 'my patient is Ja…'\"}",
            asking("hello").newBuilder().put("prediction", prediction).build()));
  }

  /** It cannot be compared any more, and the router's status must not be lost over it. */
  @Test
  void promptThatWasErasedInTheMeantime_countsAsRepeated() {
    JsonErasableString prompt = JsonErasableString.owning("my patient is Jane Doe".toCharArray());
    JsonObject request = asking(prompt);
    prompt.close();
    assertEquals(
        "(the reason repeats the prompt and is withheld)",
        detail("{\"detail\":\"bad request\"}", request));
  }

  @Test
  void shortPrompts_countWhole_andWordsThatAnErrorMayHaveItself_doNotCount() {
    assertEquals(
        "(the reason repeats the prompt and is withheld)",
        detail("{\"detail\":\"refused: secret\"}", asking("secret")));
    for (String reason :
        List.of("refused: secre", "short: hello", "model Qwen3-0.6B is not allowed for user")) {
      assertEquals(reason, detail("{\"detail\":\"" + reason + "\"}", asking("secret")));
      assertEquals(reason, detail("{\"detail\":\"" + reason + "\"}", asking("hello")));
    }
  }

  @Test
  void linesAreJoined_andLongTextsCut() {
    assertEquals("a b c", detail("{\"detail\":\"a\\r\\nb\\u001b\\u2028c\"}"));
    assertEquals("a 31m b c", detail("{\"detail\":\"a\\u009b31m\\u202eb\\u0085c\"}"));
    assertEquals(500, detail("{\"detail\":\"" + "x".repeat(501) + "\"}").length());
    assertNull(detail("{\"detail\":\"" + "x".repeat(70_000) + "\"}"));
  }
}
