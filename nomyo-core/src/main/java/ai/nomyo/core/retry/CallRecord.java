// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.config.ApiKey;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.report.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call: its name, its time, and its attempts so far. For the thread that makes it. */
public final class CallRecord {

  private final String payloadId;
  private final Optional<ApiKey> apiKey;
  private final Deadline deadline;
  private final Time time;
  private final long startNanos;
  private final List<Attempt> attempts = new ArrayList<>();

  /** A call that begins now. */
  public CallRecord(String payloadId, Optional<ApiKey> apiKey, Deadline deadline, Time time) {
    this.payloadId = payloadId;
    this.apiKey = apiKey;
    this.deadline = deadline;
    this.time = time;
    this.startNanos = time.nanos();
  }

  /** The id that its exchange is named by. */
  public String payloadId() {
    return payloadId;
  }

  Optional<ApiKey> apiKey() {
    return apiKey;
  }

  /** When it is over. */
  public Deadline deadline() {
    return deadline;
  }

  AttemptTrace begin() {
    return new AttemptTrace(attempts.size() + 1, time);
  }

  Attempt add(Attempt ended) {
    attempts.add(ended);
    return ended;
  }

  /** Those that have ended. */
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Since it began. */
  public Duration age() {
    return Duration.ofNanos(time.nanos() - startNanos);
  }
}
