// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The last step: the router's clock, as its answer's {@code Date} tells it (RFC 9110, section
 * 6.6.1), against the one of this machine.
 */
final class ClockCheck {

  private static final Duration TOLERABLE = Duration.ofSeconds(30);

  private ClockCheck() {}

  static Finding of(RecordedTransport exchange) {
    return exchange
        .response()
        .map(response -> of(response.header("Date"), exchange.end()))
        .orElseGet(() -> Finding.notTried(NetworkStep.CLOCK));
  }

  static Finding of(Optional<String> date, Instant now) {
    return date.map(text -> compared(text, now))
        .orElseGet(() -> Finding.skipped(NetworkStep.CLOCK, "the answer has no Date"));
  }

  private static Finding compared(String date, Instant now) {
    try {
      Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      return skewed(Duration.between(now, there));
    } catch (DateTimeParseException none) {
      return Finding.skipped(NetworkStep.CLOCK, "the answer's Date is none");
    }
  }

  private static Finding skewed(Duration ahead) {
    JsonObject facts = JsonObject.builder().put("skew_seconds", ahead.toSeconds()).build();
    return ahead.abs().compareTo(TOLERABLE) > 0
        ? Finding.warning(NetworkStep.CLOCK, text(ahead), facts)
        : Finding.passed(NetworkStep.CLOCK, text(ahead), facts);
  }

  private static String text(Duration ahead) {
    return "the router's clock is "
        + ahead.abs().toSeconds()
        + " s "
        + (ahead.isNegative() ? "behind" : "ahead of")
        + " this one";
  }
}
