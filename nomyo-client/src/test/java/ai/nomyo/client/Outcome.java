// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import java.util.Optional;

/**
 * How a call is expected to fail.
 *
 * @param status of an HTTP answer; 0 where there is none
 * @param message what it begins with
 */
record Outcome(
    Class<? extends NomyoException> type,
    int status,
    Optional<String> detail,
    String message,
    boolean retryable) {

  static Outcome http(
      Class<? extends ApiException> type, int status, boolean retryable, String detail) {
    return new Outcome(
        type, status, Optional.of(detail), "HTTP " + status + ": " + detail, retryable);
  }

  static Outcome withoutDetail(Class<? extends ApiException> type, int status, boolean retryable) {
    return new Outcome(type, status, Optional.empty(), "HTTP " + status, retryable);
  }

  static Outcome unusable(String problem) {
    return new Outcome(
        InvalidResponseException.class,
        200,
        Optional.empty(),
        "unusable answer: " + problem,
        false);
  }

  static Outcome untrusted(String message) {
    return new Outcome(SecurityViolationException.class, 0, Optional.empty(), message, false);
  }

  /** The one answer to whatever is wrong with the cryptography. */
  static Outcome opaque() {
    return untrusted("the package cannot be opened with this key");
  }

  static Outcome unconnected(String reason) {
    return new Outcome(
        ApiConnectionException.class,
        0,
        Optional.empty(),
        "No response from 127.0.0.1:PORT: " + reason,
        true);
  }

  /** Compares everything a caller can see. */
  void check(NomyoException failure, String payloadId, int port) {
    assertSame(type, failure.getClass());
    assertEquals(Optional.of(payloadId), failure.payloadId());
    assertEquals(retryable, failure.retryable());
    String expected = message.replace("PORT", String.valueOf(port));
    assertTrue(failure.getMessage().startsWith(expected), failure::getMessage);
    if (failure instanceof ApiException answer) {
      assertEquals(status, answer.status());
      assertEquals(detail, answer.detail());
    }
  }
}
