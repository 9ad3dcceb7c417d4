// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.wire.StrictJson.NotJson;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonValue;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes, their text and {@link StrictJson} agree on what is JSON, and nothing of it is lost. */
class JsonCodecFuzzTest {

  private static final String REFUSALS =
      "not JSON(: an escape has another than a hex digit| at line \\d+, column \\d+)?"
          + "|there is no JSON value|text follows the JSON value|an object names a member twice";

  private static final String REFUSALS_OF_TEXT =
      "JSON text: given \\d+ chars: (" + REFUSALS + "), allowed is one JSON value";

  private final JsonCodec json = new JsonCodec();

  static List<Named<byte[]>> documents() {
    return Corpus.seeds("requests", "responses");
  }

  @MethodSource("documents")
  @FuzzTest
  void text(byte[] utf8) {
    Optional<JsonValue> read = read(utf8);
    if (StrictUtf8.matches(ByteBuffer.wrap(utf8))) {
      String text = new String(utf8, StandardCharsets.UTF_8);
      Optional<List<String>> expected = strictly(text);
      assertEquals(expected.isPresent(), read.isPresent());
      assertEquals(read, read(text));
      read.ifPresent(value -> assertWritten(value, expected.orElseThrow()));
    }
  }

  private void assertWritten(JsonValue value, List<String> tokens) {
    String written = json.write(value);
    assertEquals(tokens, StrictJson.tokens(written));
    assertEquals(value, json.read(written));
    assertEquals(
        written.getBytes(StandardCharsets.UTF_8).length,
        PayloadLimit.size(value, JsonCodec.MAX_DEPTH));
  }

  private Optional<JsonValue> read(byte[] utf8) {
    try {
      return Optional.of(json.read(new ByteArrayInputStream(utf8)));
    } catch (MalformedJsonException refused) {
      assertTrue(refused.getMessage().matches(REFUSALS), refused::getMessage);
      return Optional.empty();
    }
  }

  private Optional<JsonValue> read(String text) {
    try {
      return Optional.of(json.read(text));
    } catch (InvalidInputException refused) {
      assertTrue(refused.getMessage().matches(REFUSALS_OF_TEXT), refused::getMessage);
      return Optional.empty();
    }
  }

  private static Optional<List<String>> strictly(String text) {
    try {
      return Optional.of(StrictJson.readableTokens(text));
    } catch (NotJson refused) {
      return Optional.empty();
    }
  }
}
