// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.config.ApiKey;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.CoolDownException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls back whose API key the service has blocked: "repeated abuse is answered with 503 for
 * 30 minutes" (docs/protocol.md, section 5), and every further call would make that longer. Safe
 * for use by many threads.
 */
public final class CoolDowns {

  /** One 429 and then a 503 may be a service that is overloaded and fails; two are a pattern. */
  private static final int REPEATED = 2;

  /** Whatever a service says, which may be anything. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST_KEYS = 10_000;

  private static final State NOTHING = new State(0, 0, false);

  private final Duration duration;
  private final Time time;
  private final Map<String, State> states = new LinkedHashMap<>();

  /** What is known of an API key that met with a 429: how many came in a row, and until when. */
  private record State(int rateLimited, long untilNanos, boolean blocked) {}

  /**
   * @param duration of a cool-down where the service does not say how long; zero for none ever
   */
  public CoolDowns(Duration duration, Time time) {
    this.duration = duration;
    this.time = time;
  }

  /**
   * Lets a call through.
   *
   * @throws CoolDownException if its API key is blocked
   */
  synchronized void check(Optional<ApiKey> apiKey, @Nullable String payloadId) {
    Optional<Duration> left = blocked(present(name(apiKey)));
    if (left.isPresent()) {
      throw new CoolDownException(left.get(), payloadId);
    }
  }

  synchronized boolean isBlocked(Optional<ApiKey> apiKey) {
    return present(name(apiKey)).blocked();
  }

  /** The call was answered; one that was sent before a cool-down began does not end it. */
  synchronized void answered(Optional<ApiKey> apiKey) {
    if (!isBlocked(apiKey)) {
      states.remove(name(apiKey));
    }
  }

  /**
   * The service refused a request. What was sent before a cool-down began does not change it.
   *
   * @return how long a cool-down lasts that begins with it
   */
  synchronized Optional<Duration> refused(
      Optional<ApiKey> apiKey, int status, Optional<Duration> retryAfter) {
    String name = name(apiKey);
    State state = present(name);
    if (status == 429 && !state.blocked()) {
      put(name, new State(state.rateLimited() + 1, nanosAfter(duration), false));
    }
    if (status != 503 || state.rateLimited() < REPEATED) {
      return Optional.empty();
    }
    Duration told = retryAfter.orElse(duration);
    Duration lasts = told.compareTo(LONGEST) <= 0 ? told : LONGEST;
    put(name, new State(0, nanosAfter(lasts), true));
    return Optional.of(lasts).filter(some -> !some.isZero());
  }

  private long nanosAfter(Duration delay) {
    return time.nanos() + delay.toNanos();
  }

  /** What still holds: 429s that are as old as a cool-down lasts are no part of a pattern. */
  private State present(String name) {
    State known = states.get(name);
    return known != null && known.untilNanos() - time.nanos() > 0 ? known : NOTHING;
  }

  /** The oldest is forgotten where there are too many, as when keys are handed out per call. */
  private void put(String name, State state) {
    states.remove(name);
    states.put(name, state);
    if (states.size() > MOST_KEYS) {
      states.remove(states.keySet().iterator().next());
    }
  }

  /** The longest time that is left of any; empty when nothing is held back. */
  public synchronized Optional<Duration> longestLeft() {
    return states.values().stream()
        .flatMap(state -> blocked(state).stream())
        .max(Duration::compareTo);
  }

  /** Ends all of them. */
  public synchronized void reset() {
    states.clear();
  }

  private Optional<Duration> blocked(State state) {
    return Optional.of(state)
        .filter(State::blocked)
        .map(blocked -> Duration.ofNanos(blocked.untilNanos() - time.nanos()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  private static String name(Optional<ApiKey> apiKey) {
    return apiKey.map(ApiKey::reveal).orElse("");
  }
}
