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
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever an error's body says, no more of it is shown than may be. */
class ErrorDetailFuzzTest {

  private static final String API_KEY = "sk-47\"11\\x";
  private static final String PROMPT =
      "my patient is Jane Doe,\n\"Zoë\" 4711\t47114711, C:\\new\\u";
  private static final int LEAST_WITHHELD = 12;

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\+(?:u(\\p{XDigit}{4})|x(\\p{XDigit}{2})|[0abfnrtv])");

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
      assertFalse(parts(canonical(PROMPT)).anyMatch(canonical(detail)::contains), detail);
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

  /** However it is quoted. */
  private static String canonical(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(escape -> Matcher.quoteReplacement(undone(escape)))
        .replaceAll("[\\p{Cc}\\p{Cf}\\p{Z}\\\\]", "");
  }

  private static String undone(MatchResult escape) {
    return Stream.of(1, 2)
        .map(escape::group)
        .filter(Objects::nonNull)
        .map(digits -> Character.toString(Integer.parseInt(digits, 16)))
        .collect(Collectors.joining());
  }

  private static Stream<String> parts(String text) {
    return IntStream.rangeClosed(0, text.length() - LEAST_WITHHELD)
        .mapToObj(from -> text.substring(from, from + LEAST_WITHHELD));
  }
}
