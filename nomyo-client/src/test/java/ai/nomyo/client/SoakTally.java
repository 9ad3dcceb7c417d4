// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Makes calls on a bad network, judges how each ended, and counts. */
final class SoakTally {

  /** What faults of a network and a busy router may end a call with; nothing else may. */
  private static final Set<Class<? extends NomyoException>> RIGHT =
      Set.of(
          ApiConnectionException.class,
          DeadlineExceededException.class,
          RateLimitException.class,
          ServiceUnavailableException.class);

  /** For threads that wait for a turn on a busy machine after their deadline passed. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private final LongAdder answered = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final Map<String, AtomicLong> failed = new ConcurrentSkipListMap<>();
  private final LongAccumulator slowestNanos = new LongAccumulator(Long::max, 0);
  private volatile int faults;

  void call(SecureChatCompletion client, String prompt, RequestOptions options, Duration deadline) {
    long start = System.nanoTime();
    try {
      answered(client.create(Flow.asking(prompt), options), prompt);
    } catch (NomyoException failure) {
      failed(failure);
    }
    slowestNanos.accumulate(System.nanoTime() - start);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(deadline.plus(SLACK)) < 0, () -> "a call took " + took);
  }

  private void answered(ChatResponse response, String prompt) {
    assertEquals(Optional.of("echo: " + prompt), response.firstText());
    answered.increment();
    if (response.securityReport().orElseThrow().attempts().size() > 1) {
      retried.increment();
    }
  }

  private void failed(NomyoException failure) {
    assertTrue(RIGHT.contains(failure.getClass()), failure::toString);
    assertTrue(failure.retryable(), failure::toString);
    assertFalse(failure.attempts().isEmpty(), failure::toString);
    failed
        .computeIfAbsent(failure.getClass().getSimpleName(), name -> new AtomicLong())
        .incrementAndGet();
  }

  void faults(int count) {
    faults = count;
  }

  void reset() {
    answered.reset();
    retried.reset();
    failed.clear();
    slowestNanos.reset();
  }

  long calls() {
    return answered.sum() + failed.values().stream().mapToLong(AtomicLong::get).sum();
  }

  String summary(int threads, Duration length) {
    return "soak: "
        + length.toSeconds()
        + " s, "
        + threads
        + " threads, "
        + calls()
        + " calls, "
        + faults
        + " faults: "
        + answered
        + " answered, "
        + retried
        + " of them after retries; failed "
        + failed
        + "; slowest "
        + Duration.ofNanos(slowestNanos.get()).toMillis()
        + " ms";
  }
}
