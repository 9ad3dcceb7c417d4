// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.fault.After;
import ai.nomyo.testkit.fault.Fault;
import ai.nomyo.testkit.fault.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Many threads, a bad network, and time: three seconds of it, or as many as {@code
 * -Dnomyo.soak=SECONDS} says (docs/reliability.md has the figures of a longer run).
 */
class SoakTest {

  private static final int THREADS = 64;
  private static final long SEED = 4711;
  private static final double SHARE = 0.1;
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("nomyo.soak", 3));
  private static final Duration DEADLINE = Duration.ofSeconds(12);
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final RequestOptions OPTIONS =
      RequestOptions.builder().deadline(DEADLINE).timeouts(TIMEOUTS).build();

  /** As many as faults can cause: what is looked for are leaks and not the budget. */
  private static final RetrySettings RETRIES =
      RetrySettings.builder().firstDelay(Duration.ofMillis(20)).budget(1, 1000).build();

  private final Hold silence = new Hold();
  private final SoakTally tally = new SoakTally();

  private Fault[] faults() {
    return new Fault[] {
      Fault.reset(After.accept()),
      Fault.closed(After.accept()),
      Fault.reset(After.requestBytes(700)),
      Fault.closed(After.request()),
      Fault.reset(After.answerBytes(20)),
      Fault.closed(After.answerBytes(900)),
      Fault.stalled(After.requestBytes(100), silence),
      Fault.stalled(After.answerBytes(500), silence),
      Fault.delayed(Duration.ofMillis(50)),
      Fault.dripped(Duration.ZERO),
      Fault.replaced("SSH-2.0-nothing\r\n"),
      Fault.replaced("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"),
      Fault.replaced("HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
    };
  }

  @Test
  void everyCall_endsInTime_andNothingIsLeft() throws Exception {
    soak(0, Duration.ofSeconds(1));
    Leftovers before = Leftovers.now();
    tally.reset();
    soak(SHARE, LENGTH);
    System.out.println(tally.summary(THREADS, LENGTH));
    before.assertNothingMore();
  }

  private void soak(double share, Duration length) throws Exception {
    try (FakeRouter router =
            FakeRouter.builder(BcHybridCipher.create())
                .keyPem(Golden.text("server/private_key.pem"))
                .answersMayBeLost()
                .remember(1)
                .start();
        FaultProxy network = FaultProxy.inFrontOf(router.baseUrl())) {
      network.some(share, SEED, faults());
      long warm;
      try (SecureChatCompletion client = client(network)) {
        run(client, length.dividedBy(4));
        warm = Leftovers.heapBytes();
        run(client, length.minus(length.dividedBy(4)));
        Leftovers.assertHeapIsFlat(warm);
        assertEquals(0, client.memory().inUseBytes(), "bytes of secrets are still held");
      }
      network.awaitNoConnections();
      tally.faults(network.faults());
      assertEquals(List.of(), router.violations());
    }
  }

  private SecureChatCompletion client(FaultProxy network) {
    return Nomyo.client()
        .baseUrl(network.baseUrl().toString())
        .allowHttp(true)
        .keyDirectory(Golden.clientKeys())
        .retries(RETRIES)
        .coolDown(Duration.ZERO)
        .build();
  }

  private void run(SecureChatCompletion client, Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String name = "thread " + i;
        callers.add(() -> callUntil(end, client, name));
      }
      for (Future<Void> caller : threads.invokeAll(callers)) {
        caller.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertTrue(tally.calls() > 0, "no call was made");
  }

  private Void callUntil(long end, SecureChatCompletion client, String name) {
    for (int i = 0; System.nanoTime() < end; i++) {
      tally.call(client, name + ", call " + i, OPTIONS, DEADLINE);
    }
    return null;
  }
}
