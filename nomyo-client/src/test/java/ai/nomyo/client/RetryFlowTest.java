// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import ai.nomyo.report.RouterKeyReport;
import ai.nomyo.report.SecurityReport;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls that are attempted again; the router's own strictness checks that each is sealed afresh.
 */
class RetryFlowTest {

  private static final RetrySettings QUICK =
      RetrySettings.builder().firstDelay(Duration.ofMillis(1)).build();

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();

  @AfterEach
  void everyAttemptKeptTheProtocol() {
    assertEquals(List.of(), router.violations());
  }

  private ClientBuilder quick() {
    return Flow.client(router).retries(QUICK);
  }

  private static <T extends NomyoException> T failure(
      Class<T> type, SecureChatCompletion client, RequestOptions options) {
    return assertThrows(type, () -> client.create(Flow.asking("x"), options));
  }

  private static <T extends NomyoException> T failure(Class<T> type, SecureChatCompletion client) {
    return failure(type, client, RequestOptions.none());
  }

  private static List<String> outcomes(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::outcome).toList();
  }

  @Test
  void passingFailures_areSurvived_underOneId_sealedAfreshEachTime() {
    router.next(Script.status(503)).next(Script.closedMidBody());
    try (SecureChatCompletion client = quick().build()) {
      ChatResponse response = client.create(Flow.asking("again"));
      assertEquals(Optional.of("echo: again"), response.firstText());
      SecurityReport report = response.securityReport().orElseThrow();
      assertEquals(
          List.of("HTTP 503", "ApiConnectionException", "answered"), outcomes(report.attempts()));
      assertEquals(report.payloadId(), Optional.of(router.lastRequest().payloadId()));
    }
    assertEquals(3, router.chatCalls());
  }

  @Test
  void lastingFailure_listsItsAttempts() {
    router.next(Script.status(500).detail("no").times(3));
    try (SecureChatCompletion client = quick().build()) {
      ServerException failure = failure(ServerException.class, client);
      assertEquals(List.of("HTTP 500", "HTTP 500", "HTTP 500"), outcomes(failure.attempts()));
      assertTrue(failure.maybeSent());
      assertEquals("HTTP 500: no (3 attempts)", failure.getMessage());
    }
  }

  @Test
  void closing_endsACallThatWaitsForItsNextAttempt_atOnce() throws Exception {
    RetrySettings patient =
        RetrySettings.builder()
            .firstDelay(Duration.ofHours(1))
            .longestDelay(Duration.ofHours(1))
            .build();
    CountDownLatch scheduled = new CountDownLatch(1);
    CallListener listener =
        new CallListener() {
          @Override
          public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
            scheduled.countDown();
          }
        };
    router.next(Script.status(503));
    FutureTask<CallCancelledException> call;
    try (SecureChatCompletion client =
        Flow.client(router)
            .retries(patient)
            .deadline(Duration.ofHours(10))
            .listener(listener)
            .build()) {
      call = new FutureTask<>(() -> failure(CallCancelledException.class, client));
      new Thread(call).start();
      scheduled.await();
    }
    CallCancelledException cancelled = call.get(1, TimeUnit.MINUTES);
    assertEquals(List.of("HTTP 503"), outcomes(cancelled.attempts()));
    assertEquals(1, router.chatCalls());
  }

  @Test
  void failedKeyFetches_areRetriedToo_andSendNothing() {
    router.nextKeyFetch(Script.status(502).times(3));
    try (SecureChatCompletion client = quick().build()) {
      NomyoException failure = failure(NomyoException.class, client);
      assertEquals(3, failure.attempts().size());
      assertFalse(failure.maybeSent());
      router.nextKeyFetch(Script.status(502));
      assertEquals(2, attemptsOf(client.create(Flow.asking("x"))).size());
    }
    assertEquals(1, router.chatCalls());
  }

  private static List<Attempt> attemptsOf(ChatResponse response) {
    return response.securityReport().orElseThrow().attempts();
  }

  @Test
  void violations_areNeverRetried() {
    router.next(Script.tamperedTag());
    try (SecureChatCompletion client = quick().build()) {
      assertEquals(1, failure(SecurityViolationException.class, client).attempts().size());
    }
    assertEquals(1, router.chatCalls());
  }

  @Test
  void callsOwnSettings_goBeforeTheClients() {
    router.next(Script.status(503).times(2));
    RequestOptions once = RequestOptions.builder().retries(RetrySettings.none()).build();
    try (SecureChatCompletion client = quick().build()) {
      assertEquals(1, failure(ServiceUnavailableException.class, client, once).attempts().size());
    }
  }

  @Test
  void waitThatWouldEndTooLate_isNotBegun() {
    router.next(Script.status(429).header("Retry-After", "3600"));
    try (SecureChatCompletion client = quick().build()) {
      RateLimitException failure = failure(RateLimitException.class, client);
      assertEquals(Optional.of(Duration.ofHours(1)), failure.retryAfter());
      assertEquals(1, failure.attempts().size());
    }
  }

  @Test
  void deadline_endsAnAttempt_andTheCall() throws Exception {
    Hold hold = new Hold();
    RequestOptions brief = RequestOptions.builder().deadline(Duration.ofSeconds(2)).build();
    try (SecureChatCompletion client = quick().build()) {
      client.create(Flow.asking("warm"));
      router.next(Script.held(hold));
      DeadlineExceededException late = failure(DeadlineExceededException.class, client, brief);
      assertTrue(late.maybeSent());
      assertEquals(List.of("DeadlineExceededException"), outcomes(late.attempts()));
      hold.awaitDisconnect();
    } finally {
      hold.release();
    }
  }

  @Test
  void attemptTimeout_leavesTimeForAnother() throws Exception {
    Hold hold = new Hold();
    try (SecureChatCompletion client = quick().build()) {
      client.create(Flow.asking("warm"));
      router.next(Script.held(hold));
      Timeouts brief = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(2));
      ChatResponse response =
          client.create(Flow.asking("x"), RequestOptions.builder().timeouts(brief).build());
      assertEquals("ApiConnectionException", attemptsOf(response).get(0).outcome());
    } finally {
      hold.release();
    }
  }

  @Test
  void interruptedWait_endsTheCall_andNothingMoreIsSent() throws Exception {
    router.next(Script.status(503).header("Retry-After", "60"));
    Thread caller = Thread.currentThread();
    CallListener interrupting =
        new CallListener() {
          @Override
          public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
            caller.interrupt();
          }
        };
    try (SecureChatCompletion client = quick().listener(interrupting).build()) {
      CallCancelledException cancelled = failure(CallCancelledException.class, client);
      assertTrue(Thread.interrupted());
      assertEquals(List.of("HTTP 503"), outcomes(cancelled.attempts()));
    }
    assertEquals(1, router.chatCalls());
  }

  @Test
  void coolDown_holdsCallsBack_untilItIsReset() {
    router.next(Script.status(429).times(2)).next(Script.status(503));
    try (SecureChatCompletion client = quick().build()) {
      assertEquals(Optional.empty(), client.coolDown());
      failure(ServiceUnavailableException.class, client);
      CoolDownException held = failure(CoolDownException.class, client);
      assertTrue(held.timeLeft().compareTo(Duration.ofMinutes(29)) > 0, held.getMessage());
      assertFalse(held.maybeSent());
      assertTrue(client.coolDown().isPresent());
      assertEquals(3, router.chatCalls());
      client.resetCoolDown();
      client.create(Flow.asking("x"));
    }
  }

  @Test
  void limiter_isSharedByTheClientsItWasGivenTo() {
    RateLimiter limiter = RateLimiter.of(0.001, 2);
    try (SecureChatCompletion one = quick().rateLimiter(limiter).build();
        SecureChatCompletion other = quick().rateLimiter(limiter).build()) {
      one.create(Flow.asking("x"));
      other.create(Flow.asking("x"));
      DeadlineExceededException late = failure(DeadlineExceededException.class, one);
      assertTrue(late.getMessage().endsWith("waiting for the rate limit"), late.getMessage());
      failure(DeadlineExceededException.class, other);
    }
    assertEquals(2, router.chatCalls());
  }

  @Test
  void listeners_hearWhatHappens() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    router.next(Script.closedBeforeStatus());
    CallListener listener =
        new CallListener() {
          @Override
          public void attemptStarted(String payloadId, int number) {
            heard.add("started " + number);
          }

          @Override
          public void attemptFailed(String payloadId, Attempt failed) {
            heard.add("failed " + failed.outcome());
          }

          @Override
          public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
            heard.add("again");
          }

          @Override
          public void routerKeyFetched(RouterKeyReport key) {
            heard.add("key " + key.sizeBits());
          }

          @Override
          public void callAnswered(SecurityReport report) {
            heard.add("answered " + report.attempts().size());
          }

          @Override
          public void callFailed(String payloadId, String failure, List<Attempt> attempts) {
            heard.add(failure + " " + attempts.size());
          }
        };
    try (SecureChatCompletion client = quick().listener(listener).build()) {
      client.create(Flow.asking("x"));
      router.next(Script.status(401));
      failure(NomyoException.class, client);
    }
    assertEquals(
        List.of(
            "started 1",
            "key 4096",
            "failed ApiConnectionException",
            "again",
            "started 2",
            "answered 2",
            "started 1",
            "failed HTTP 401",
            "AuthenticationException 1"),
        heard);
  }

  @Test
  void onlyUnsent_doesNotRepeatWhatTheRouterMayHaveGot() {
    router.next(Script.closedBeforeStatus());
    RetrySettings careful = QUICK.newBuilder().onlyUnsent(true).build();
    try (SecureChatCompletion client = quick().retries(careful).build()) {
      NomyoException failure = failure(NomyoException.class, client);
      assertInstanceOf(ApiConnectionException.class, failure);
      assertEquals(1, failure.attempts().size());
      router.reset();
      router.nextKeyFetch(Script.closedBeforeStatus());
      client.create(Flow.asking("x"));
    }
  }
}
