// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Script;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The router's clock against this one. */
class ClockCheckTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();

  private static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "0, ✓, 0 s ahead of",
    "30, ✓, 30 s ahead of",
    "31, !, 31 s ahead of",
    "-30, ✓, 30 s behind",
    "-31, !, 31 s behind",
    "-86400, !, 86400 s behind"
  })
  void isToleratedUpToHalfAMinute(long seconds, String mark, String text) {
    Finding finding = ClockCheck.of(Optional.of(date(NOW.plusSeconds(seconds))), NOW);
    assertEquals(mark + " clock      the router's clock is " + text + " this one", finding.line());
    assertEquals(seconds, finding.json().getLong("skew_seconds").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-03-01T12:00:00Z", "Sun, 01 Mar 2026 25:00:00 GMT"})
  void isNotGuessed(String date) {
    assertEquals(
        "– clock      the answer's Date is none", ClockCheck.of(Optional.of(date), NOW).line());
  }

  @Test
  void isAWarningAndNoFailure() {
    String anHourAgo = date(Instant.now().minusSeconds(3600));
    router.nextKeyFetch(Script.usual().header("Date", anHourAgo).times(2));
    NetworkRun run = NetworkRun.to(router);
    run.assertPasses("✓✓–✓✓!");
    run.assertText(NetworkStep.CLOCK, "the router's clock is 3[67]\\d\\d s behind this one");
  }

  @Test
  void isLookedAt_whateverTheStatus() {
    router.nextKeyFetch(Script.status(404).header("Date", date(Instant.now())).times(2));
    NetworkRun.to(router).assertFails("✓✓–✗–✓", 3);
  }
}
