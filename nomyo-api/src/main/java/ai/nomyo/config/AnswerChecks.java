// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;

/**
 * What an answer is compared with, and what follows when it differs. Immutable.
 *
 * <p>All three are compared only where the router states them. The payload id and the tier stand in
 * the sealed part of an answer; {@code processed_at} may stand outside of it, where whoever carries
 * the answer can change it.
 *
 * @param payloadId for an answer that names another request; refused by default
 * @param tier for an answer served with a lower tier than was asked for, or with one that this
 *     library does not know; refused by default
 * @param processedAt for an answer whose {@code processed_at} is further from this machine's clock
 *     than the skew allows; reported by default
 * @param largestSkew how far that may be, either way; 5 minutes by default
 */
public record AnswerChecks(
    OnMismatch payloadId, OnMismatch tier, OnMismatch processedAt, Duration largestSkew) {

  /** What follows when an answer is not what it should be. */
  public enum OnMismatch {
    /** The call fails with a {@code SecurityViolationException}. */
    REFUSE,
    /** The answer is given out, and its security report says what differs. */
    REPORT
  }

  private static final Duration MOST = Duration.ofDays(3650);

  /** Payload id and tier are refused, {@code processed_at} is reported beyond 5 minutes. */
  public static final AnswerChecks DEFAULT =
      new AnswerChecks(
          OnMismatch.REFUSE, OnMismatch.REFUSE, OnMismatch.REPORT, Duration.ofMinutes(5));

  /**
   * Checks the skew.
   *
   * @throws InvalidInputException if it is not 0 to 3650 days
   */
  public AnswerChecks {
    if (largestSkew.isNegative() || largestSkew.compareTo(MOST) > 0) {
      throw new InvalidInputException("largest skew", largestSkew.toString(), "0 to 3650 days");
    }
  }

  /** The same, but for this about the payload id. */
  public AnswerChecks withPayloadId(OnMismatch follows) {
    return new AnswerChecks(follows, tier, processedAt, largestSkew);
  }

  /** The same, but for this about the tier. */
  public AnswerChecks withTier(OnMismatch follows) {
    return new AnswerChecks(payloadId, follows, processedAt, largestSkew);
  }

  /** The same, but for this about {@code processed_at}. */
  public AnswerChecks withProcessedAt(OnMismatch follows, Duration largestSkew) {
    return new AnswerChecks(payloadId, tier, follows, largestSkew);
  }
}
