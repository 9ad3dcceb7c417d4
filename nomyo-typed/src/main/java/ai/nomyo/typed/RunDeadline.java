// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.DeadlineExceededException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The moment by which a run is over, if there is one. */
final class RunDeadline {

  private final Optional<Duration> total;
  private final LongSupplier nanos;
  private final long startNanos;

  /** Counts from now. */
  RunDeadline(Optional<Duration> total, LongSupplier nanos) {
    this.total = total;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /**
   * Goes on only if something is left.
   *
   * @param doing what the run is at
   * @throws DeadlineExceededException if that is less than a millisecond
   */
  void check(String doing) {
    left(doing);
  }

  /**
   * The options of a call, which gets what is left, or what it has itself if that is less.
   *
   * @throws DeadlineExceededException as {@link #check}
   */
  RequestOptions within(RequestOptions options, String doing) {
    return left(doing)
        .filter(left -> options.deadline().filter(own -> own.compareTo(left) <= 0).isEmpty())
        .map(left -> options.newBuilder().deadline(left).build())
        .orElse(options);
  }

  private Optional<Duration> left(String doing) {
    Optional<Duration> left = total.map(all -> all.minusNanos(nanos.getAsLong() - startNanos));
    if (left.filter(time -> time.toMillis() < 1).isPresent()) {
      throw new DeadlineExceededException(total.orElseThrow(), doing, null, null);
    }
    return left;
  }
}
