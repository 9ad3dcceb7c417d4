// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.NomyoException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What happens while a call waits for its turn at the rate limit. */
class AttemptsTurnTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Optional<ApiKey> KEY = Optional.of(ApiKey.of("k1"));

  private final EventfulTime time = new EventfulTime();
  private final CoolDowns coolDowns = new CoolDowns(HOUR, time);
  private final Attempts attempts =
      new Attempts(
          RetrySettings.DEFAULT,
          RateLimiter.of(0.001, 1),
          coolDowns,
          new Events(List.of()),
          time,
          () -> 0.5);
  private int made;

  /** Something happens in each wait, and may end it. */
  private static final class EventfulTime implements Time {

    private interface Event {
      void happens() throws InterruptedException;
    }

    private final FakeTime clock = new FakeTime();
    private Event meanwhile = () -> {};

    @Override
    public long nanos() {
      return clock.nanos();
    }

    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public boolean await(CountDownLatch signal, Duration longest) throws InterruptedException {
      meanwhile.happens();
      return clock.await(signal, longest);
    }
  }

  private final class Counted implements Attempts.Work<String> {
    @Override
    public String attempt(AttemptTrace trace) {
      made++;
      return "answer";
    }

    @Override
    public Optional<NomyoException> mend(NomyoException failure) {
      return Optional.of(failure);
    }
  }

  private String make() {
    CallRecord call = new CallRecord("id-1", KEY, Deadline.after(HOUR, time), time);
    return attempts.make(call, RetrySettings.DEFAULT, new Counted());
  }

  @Test
  void closingMeanwhile_isFollowedByNoAttempt() {
    make();
    time.meanwhile = attempts::close;
    CallCancelledException cancelled = assertThrows(CallCancelledException.class, this::make);
    assertEquals(Optional.of("id-1"), cancelled.payloadId());
    assertEquals(1, made);
  }

  @Test
  void coolDownThatBeginsMeanwhile_holdsTheCallBack() {
    make();
    time.meanwhile =
        () -> {
          coolDowns.refused(KEY, 429, Optional.empty());
          coolDowns.refused(KEY, 429, Optional.empty());
          coolDowns.refused(KEY, 503, Optional.empty());
        };
    CoolDownException held = assertThrows(CoolDownException.class, this::make);
    assertEquals(Optional.of("id-1"), held.payloadId());
    assertEquals(1, made);
  }

  /** The first turn is free, the next one comes after 1000 s; it is given up after 400 of these. */
  @Test
  void turnThatIsGivenUp_isTheNextOnesAsSoonAsItComes() {
    make();
    time.meanwhile =
        () -> {
          time.clock.pass(Duration.ofSeconds(400));
          throw new InterruptedException();
        };
    assertThrows(CallCancelledException.class, this::make);
    assertTrue(Thread.interrupted());
    time.meanwhile = () -> {};
    make();
    Duration waited = time.clock.sleeps().get(0);
    assertTrue(waited.compareTo(Duration.ofMinutes(10)) <= 0, waited.toString());
    assertEquals(2, made);
  }
}
