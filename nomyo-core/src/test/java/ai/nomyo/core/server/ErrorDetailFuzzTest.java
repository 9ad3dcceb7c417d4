// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever an error's body says, no more of it is shown than may be. */
class ErrorDetailFuzzTest {

  private static final String API_KEY = "sk-47\"11\\x";
  private static final String PROMPT = "my patient is Jane Doe 4711471147114711";
  private static final int LONGEST_SHARED = 16;

  private static final JsonObject REQUEST =
      JsonObject.of(Map.of("messages", List.of(Map.of("role", "user", "content", PROMPT))));

  private final JsonCodec json = new JsonCodec();

  @FuzzTest
  void body(byte[] body) {
    String detail =
        ErrorDetail.in(ByteBuffer.wrap(body), json, Map.of(API_KEY, "[API key]"), REQUEST);
    if (detail != null) {
      assertTrue(detail.length() <= 500);
      assertFalse(detail.codePoints().anyMatch(ErrorDetailFuzzTest::isControl), detail);
      assertFalse(detail.contains(API_KEY), detail);
      assertFalse(parts().anyMatch(detail::contains), detail);
    }
  }

  private static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static Stream<String> parts() {
    return IntStream.rangeClosed(0, PROMPT.length() - LONGEST_SHARED)
        .mapToObj(from -> PROMPT.substring(from, from + LONGEST_SHARED));
  }
}
