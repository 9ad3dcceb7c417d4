// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls under a clock that only waits move, and what is told of them. */
final class CallsInTime {

  static final Optional<ApiKey> KEY = Optional.of(ApiKey.of("k1"));

  final FakeTime time = new FakeTime();
  final List<String> events = new ArrayList<>();
  final CoolDowns coolDowns = new CoolDowns(Duration.ofMinutes(30), time);
  final CallRecord call = call(Duration.ofMinutes(5));
  RetrySettings settings = RetrySettings.DEFAULT;
  RateLimiter limiter = RateLimiter.unlimited();

  /** Neither early nor late: what is random is in the middle. */
  Attempts attempts() {
    return new Attempts(
        settings, limiter, coolDowns, new Events(List.of(new Recorder())), time, () -> 0.5);
  }

  private final class Recorder implements CallListener {
    @Override
    public void attemptStarted(String payloadId, int number) {
      events.add("started " + number);
    }

    @Override
    public void attemptFailed(String payloadId, Attempt failed) {
      events.add("failed " + failed.number() + " " + failed.outcome());
    }

    @Override
    public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
      events.add("again in " + delay.toMillis());
    }

    @Override
    public void coolDownStarted(Duration duration) {
      events.add("cool-down " + duration.toMinutes());
    }
  }

  CallRecord call(Duration deadline) {
    return new CallRecord("id-1", KEY, Deadline.after(deadline, time), time);
  }

  String make(ScriptedWork script) {
    return attempts().make(call, settings, script);
  }

  static NomyoException refused() {
    return new ApiConnectionException("refused", "id-1", true, null);
  }
}
