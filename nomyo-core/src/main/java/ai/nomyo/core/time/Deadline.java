// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.time;

import ai.nomyo.error.DeadlineExceededException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The moment by which a call is over, one way or the other. Immutable. */
public final class Deadline {

  private final Duration total;
  private final Time time;
  private final long startNanos;

  private Deadline(Duration total, Time time) {
    this.total = total;
    this.time = time;
    this.startNanos = time.nanos();
  }

  /** That long from now. */
  public static Deadline after(Duration total, Time time) {
    return new Deadline(total, time);
  }

  /** What is left of the time; zero when it is over. */
  public Duration left() {
    Duration left = total.minusNanos(time.nanos() - startNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether nothing is left. */
  public boolean isOver() {
    return left().isZero();
  }

  /**
   * What is left of the time.
   *
   * @param doing what the call is at, in case it is late
   * @throws DeadlineExceededException if that is less than a millisecond
   */
  public Duration leftFor(String doing, @Nullable String payloadId) {
    Duration left = left();
    if (left.toMillis() < 1) {
      throw exceeded(doing, payloadId, null);
    }
    return left;
  }

  /**
   * What a call throws that is late.
   *
   * @param doing what it was at
   * @param cause why its last attempt failed, when one did
   */
  public DeadlineExceededException exceeded(
      String doing, @Nullable String payloadId, @Nullable Throwable cause) {
    return new DeadlineExceededException(total, doing, payloadId, cause);
  }
}
