// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * What a step of the network checkup found, for people and for programs.
 *
 * @param mark how it went
 * @param text what was found, or why nothing was
 * @param facts the text's, one by one
 * @param failure what a chat would fail with, if the step failed
 */
record Finding(
    NetworkStep step, Mark mark, String text, JsonObject facts, Optional<NomyoException> failure) {

  /** How a step went. */
  enum Mark {
    PASSED("✓"),
    WARNING("!"),
    FAILED("✗"),
    SKIPPED("–");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }
  }

  static Finding passed(NetworkStep step, String text, JsonObject facts) {
    return new Finding(step, Mark.PASSED, text, facts, Optional.empty());
  }

  static Finding warning(NetworkStep step, String text, JsonObject facts) {
    return new Finding(step, Mark.WARNING, text, facts, Optional.empty());
  }

  static Finding failed(NetworkStep step, NomyoException failure, JsonObject facts) {
    return new Finding(step, Mark.FAILED, reason(failure), facts, Optional.of(failure));
  }

  static Finding skipped(NetworkStep step, String why) {
    return new Finding(step, Mark.SKIPPED, why, JsonObject.empty(), Optional.empty());
  }

  static Finding notTried(NetworkStep step) {
    return skipped(step, "not tried");
  }

  /** The message, and what lies below it: the network's or the TLS library's own words. */
  private static String reason(NomyoException failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String below = String.valueOf(deepest.getMessage());
    return failure.getMessage() + (failure.getMessage().contains(below) ? "" : ": " + below);
  }

  /** The same with more to say. */
  Finding with(String more) {
    return new Finding(step, mark, text + "; " + more, facts, failure);
  }

  /** What servers and networks say stands in it, so it is kept on its line. */
  String line() {
    return FailureLine.onOneLine(
        String.format(Locale.ROOT, "%s %-10s %s", mark.sign, step.label(), text));
  }

  JsonObject json() {
    JsonObject.Builder json =
        JsonObject.builder().put("state", mark.name().toLowerCase(Locale.ROOT));
    if (mark != Mark.PASSED) {
      json.put("reason", text);
    }
    facts.members().forEach(json::put);
    return json.build();
  }
}
