// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After}: seconds or a date (RFC 9110, sections 10.2.3 and 5.6.7). */
final class RetryAfter {

  /** So many digits are seconds that fit a duration; more are no wait that anybody means. */
  private static final String SECONDS = "\\d{1,9}";

  private RetryAfter() {}

  /** The time from now on; zero for a date that is past, empty for what is neither. */
  static Optional<Duration> in(String value, Instant now) {
    String text = value.strip();
    return text.matches(SECONDS)
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : until(text, now);
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
