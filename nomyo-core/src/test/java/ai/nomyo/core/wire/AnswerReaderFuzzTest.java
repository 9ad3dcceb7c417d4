// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatResponse;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was sealed, both readers take it for the same answer, or refuse it alike. */
class AnswerReaderFuzzTest {

  private static final String REFUSALS =
      "what was sealed is (not UTF-8|not JSON( at line \\d+, column \\d+)?|no JSON object"
          + "|there is no JSON value|text follows the JSON value)"
          + "|the answer names a member twice|the answer's _metadata is no object"
          + "|the answer belongs to another request";

  private final AnswerReadings readings = new AnswerReadings();
  private final JsonCodec json = new JsonCodec();

  static List<Named<byte[]>> answers() {
    return Corpus.seeds("responses");
  }

  @MethodSource("answers")
  @FuzzTest
  void plaintext(byte[] plaintext) throws Exception {
    try {
      ChatResponse answer = readings.usual(plaintext);
      assertEquals(answer.json(), json.read(answer.toJson()));
      readings.assertAgree(plaintext);
    } catch (MalformedPackageException | UntrustedPackageException refused) {
      assertTrue(refused.getMessage().matches(REFUSALS), refused::getMessage);
      assertRefusedAlike(refused, plaintext);
    }
    readings.assertErased();
  }

  /**
   * What is neither UTF-8 nor JSON may be refused as either, and a name with half of a surrogate
   * pair before what else is wrong, or after it.
   */
  private void assertRefusedAlike(Exception refused, byte[] plaintext) {
    Exception alike = assertThrows(refused.getClass(), () -> readings.erasable(plaintext));
    if (StrictUtf8.matches(ByteBuffer.wrap(plaintext))) {
      assertEquals(withoutColumn(refused), withoutColumn(alike));
    }
  }

  private static String withoutColumn(Exception refused) {
    return refused.getMessage().replaceFirst(", column \\d+$", "");
  }
}
