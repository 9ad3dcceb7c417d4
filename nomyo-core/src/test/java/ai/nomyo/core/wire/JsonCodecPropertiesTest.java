// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.wire.StrictJson.NotJson;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of all JSON, judged by {@link StrictJson}. */
class JsonCodecPropertiesTest {

  private final JsonCodec json = new JsonCodec();

  @Provide
  Arbitrary<JsonValue> values() {
    return JsonArbitraries.values();
  }

  @Provide
  Arbitrary<String> spellings() {
    return JsonArbitraries.spellings();
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return JsonArbitraries.nearlyJson();
  }

  @Property
  void whatIsWritten_isReadAsTheSame(@ForAll("values") JsonValue value) throws Exception {
    String text = json.write(value);
    assertEquals(value, json.read(text));
    assertEquals(value, json.read(utf8(text)));
  }

  @Property
  void anySpelling_isReadWithoutLoss_andWrittenInOneForm(@ForAll("spellings") String text) {
    String written = json.write(json.read(text));
    assertEquals(StrictJson.tokens(text), StrictJson.tokens(written));
    assertEquals(written, json.write(json.read(written)));
  }

  @Property
  void theOneForm_isTheSameInText_inBytes_andWithErasableStrings(@ForAll("values") JsonValue value)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    json.write(JsonArbitraries.erasable(value), bytes);
    assertEquals(json.write(value), bytes.toString(StandardCharsets.UTF_8));
  }

  @Property(tries = 3_000)
  void text_isRefusedExactlyWhenItIsNotJson(@ForAll("nearlyJson") String text) {
    Optional<List<String>> expected = strictly(text);
    Optional<List<String>> given = given(text);
    assertTrue(
        expected.equals(given), () -> (expected.isEmpty() ? "taken: " : "refused: ") + ascii(text));
  }

  @Property(tries = 300)
  void nesting_isReadAndWrittenUpToTheCap(
      @ForAll("values") JsonValue value, @ForAll @IntRange(max = 270) int levels) {
    JsonValue nested = JsonArbitraries.nested(value, levels);
    if (depth(nested) <= JsonCodec.MAX_DEPTH) {
      assertEquals(nested, json.read(json.write(nested)));
    } else {
      assertThrows(InvalidInputException.class, () -> json.write(nested));
    }
  }

  @Property
  void payloadLimit_countsWhatIsWritten(@ForAll("values") JsonValue value) {
    long size = json.write(value).getBytes(StandardCharsets.UTF_8).length;
    assertEquals(size, PayloadLimit.size(value, JsonCodec.MAX_DEPTH));
    assertEquals(size, PayloadLimit.size(JsonArbitraries.erasable(value), JsonCodec.MAX_DEPTH));
  }

  private Optional<List<String>> given(String text) {
    try {
      return Optional.of(tokens(json.read(text)));
    } catch (InvalidInputException refused) {
      assertTrue(text.length() < 8 || !refused.getMessage().contains(text));
      return Optional.empty();
    }
  }

  /** A report is cut at NUL. */
  private static String ascii(String text) {
    return text.chars()
        .mapToObj(c -> c >= ' ' && c <= '~' ? Character.toString(c) : String.format("<%04x>", c))
        .collect(Collectors.joining());
  }

  private static Optional<List<String>> strictly(String text) {
    try {
      return Optional.of(StrictJson.readableTokens(text));
    } catch (NotJson refused) {
      return Optional.empty();
    }
  }

  private static List<String> tokens(JsonValue value) {
    return StrictJson.tokens(JsonSpelling.of(value, 0));
  }

  private static int depth(JsonValue value) {
    if (value instanceof JsonArray array) {
      return 1 + array.elements().stream().mapToInt(JsonCodecPropertiesTest::depth).max().orElse(0);
    }
    if (value instanceof JsonObject object) {
      return 1
          + object.members().values().stream()
              .mapToInt(JsonCodecPropertiesTest::depth)
              .max()
              .orElse(0);
    }
    return 0;
  }

  private static ByteArrayInputStream utf8(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
