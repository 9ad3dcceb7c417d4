// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Texts that must not turn up where they do not belong. */
final class Canary {

  static final String PROMPT = "canary-prompt";
  static final String ANSWER = "canary-answer";
  static final String API_KEY = "canary-api-key";

  private Canary() {}

  static void assertAbsent(String text) {
    for (String secret : List.of(PROMPT, ANSWER, API_KEY)) {
      assertFalse(text.contains(secret), () -> secret + " in: " + text);
    }
  }

  /** Looks at causes and suppressed exceptions as well. */
  static void assertAbsent(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertAbsent(trace.toString());
  }
}
