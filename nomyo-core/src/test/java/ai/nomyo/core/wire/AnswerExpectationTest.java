// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.chat.ResponseMetadata;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.AnswerChecks.OnMismatch;
import ai.nomyo.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerExpectationTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final AnswerChecks LENIENT =
      AnswerChecks.DEFAULT.withPayloadId(OnMismatch.REPORT).withTier(OnMismatch.REPORT);

  private static List<String> compare(AnswerChecks checks, Map<String, ?> metadata)
      throws UntrustedPackageException {
    JsonObject json = JsonObject.of(metadata);
    return new AnswerExpectation(Optional.of("id-1"), Optional.of(SecurityTier.HIGH), checks, NOW)
        .compare(json, new ResponseMetadata(json));
  }

  private static void assertRefused(AnswerChecks checks, Map<String, ?> metadata) {
    assertThrows(UntrustedPackageException.class, () -> compare(checks, metadata));
  }

  @Test
  void whatIsNotStated_isNotCompared() throws Exception {
    assertEquals(List.of(), compare(AnswerChecks.DEFAULT, Map.of()));
  }

  @Test
  void whatWasNotAsked_isNotCompared() throws Exception {
    JsonObject json = JsonObject.of(Map.of("payload_id", "other", "security_tier", "standard"));
    assertEquals(
        List.of(),
        AnswerExpectation.none().compare(json, new ResponseMetadata(JsonObject.empty())));
  }

  @Nested
  class PayloadId {

    @Test
    void another_isRefused_orReported() throws Exception {
      assertRefused(AnswerChecks.DEFAULT, Map.of("payload_id", "id-2"));
      assertRefused(AnswerChecks.DEFAULT, Map.of("payload_id", 17));
      assertEquals(
          List.of("the answer belongs to another request"),
          compare(LENIENT, Map.of("payload_id", "id-2")));
    }

    @Test
    void theSame_isFine() throws Exception {
      assertEquals(List.of(), compare(AnswerChecks.DEFAULT, Map.of("payload_id", "id-1")));
    }
  }

  @Nested
  class Tier {

    @ParameterizedTest
    @CsvSource({"high", "maximum"})
    void asHighAsAsked_isFine(String served) throws Exception {
      assertEquals(List.of(), compare(AnswerChecks.DEFAULT, Map.of("security_tier", served)));
    }

    @ParameterizedTest
    @CsvSource({"standard, tier standard", "canary, an unknown tier", "HIGH, an unknown tier"})
    void lowerOrUnknown_isRefused_orReportedWithoutItsText(String served, String named)
        throws Exception {
      assertRefused(AnswerChecks.DEFAULT, Map.of("security_tier", served));
      assertEquals(
          List.of("the answer was served with " + named + ", asked for was high"),
          compare(LENIENT, Map.of("security_tier", served)));
    }
  }

  @Nested
  class ProcessedAt {

    private final AnswerChecks strict =
        AnswerChecks.DEFAULT.withProcessedAt(OnMismatch.REFUSE, Duration.ofMinutes(1));

    private Map<String, Long> madeAfterSeconds(long seconds) {
      return Map.of("processed_at", NOW.getEpochSecond() + seconds);
    }

    @Test
    void withinTheSkew_eitherWay_isFine() throws Exception {
      assertEquals(List.of(), compare(AnswerChecks.DEFAULT, madeAfterSeconds(300)));
      assertEquals(List.of(), compare(AnswerChecks.DEFAULT, madeAfterSeconds(-300)));
      assertEquals(List.of(), compare(strict, madeAfterSeconds(60)));
    }

    @Test
    void beyondTheSkew_isReported_orRefused() throws Exception {
      assertEquals(
          List.of(
              "the answer was made at 2027-01-15T07:54:59Z, which is 301 s from this machine's"
                  + " clock"),
          compare(AnswerChecks.DEFAULT, madeAfterSeconds(-301)));
      assertRefused(strict, madeAfterSeconds(61));
      assertRefused(strict, madeAfterSeconds(-61));
    }
  }
}
