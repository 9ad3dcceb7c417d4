// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Any value of the header is a wait that is not negative, or is none. */
class RetryAfterFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @FuzzTest
  void header(byte[] value) {
    String text = new String(value, StandardCharsets.ISO_8859_1);
    Optional<Duration> wait = RetryAfter.in(text, NOW);
    assertFalse(wait.orElse(Duration.ZERO).isNegative());
    if (text.strip().matches("[0-9]+")) {
      assertEquals(text.strip().length() < 10, wait.isPresent());
    }
  }
}
