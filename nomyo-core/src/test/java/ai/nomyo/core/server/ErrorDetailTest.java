package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.nomyo.config.ApiKey;
import ai.nomyo.core.wire.JsonCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDetailTest {

  private static final String API_KEY = "sk-47\"11";

  private static @Nullable String detail(String body) {
    return ErrorDetail.in(
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
        new JsonCodec(),
        Optional.of(ApiKey.of(API_KEY)));
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

  @Test
  void linesAreJoined_andLongTextsCut() {
    assertEquals("a b c", detail("{\"detail\":\"a\\r\\nb\\u001b\\u2028c\"}"));
    assertEquals(500, detail("{\"detail\":\"" + "x".repeat(501) + "\"}").length());
    assertNull(detail("{\"detail\":\"" + "x".repeat(70_000) + "\"}"));
  }
}
