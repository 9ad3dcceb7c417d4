// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.config.Timeouts;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in background, and how calls end early. */
@Timeout(60)
class CancellationTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureChatCompletion client = Flow.client(router).build();
  private final Hold hold = new Hold();

  @AfterEach
  void close() {
    client.close();
  }

  private void assertStillWorks() {
    assertEquals(Optional.of("echo: again"), client.create(Flow.asking("again")).firstText());
  }

  @Test
  void answerAndFailure_completeTheFuture() {
    assertEquals(Optional.of("echo: x"), client.createAsync(Flow.asking("x")).join().firstText());
    router.next(Script.status(429));
    CompletableFuture<ChatResponse> refused = client.createAsync(Flow.asking("x"));
    assertInstanceOf(
        RateLimitException.class,
        assertThrows(CompletionException.class, refused::join).getCause());
  }

  @Test
  void callInBackground_doesNotWaitForItsAnswer() throws Exception {
    router.next(Script.held(hold));
    CompletableFuture<ChatResponse> future = client.createAsync(Flow.asking("x"));
    hold.awaitArrival();
    assertEquals(Optional.of("echo: again"), client.create(Flow.asking("again")).firstText());
    assertEquals(false, future.isDone());
    hold.release();
    assertEquals(Optional.of("echo: x"), future.join().firstText());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancelledFuture_closesTheConnection_andLeavesTheClient(boolean midBody) throws Exception {
    router.next(midBody ? Script.usual().heldMidBodyBy(hold) : Script.held(hold));
    CompletableFuture<ChatResponse> future = client.createAsync(Flow.asking("x"));
    hold.awaitArrival();
    assertTrue(future.cancel(true));
    hold.awaitDisconnect();
    assertTrue(future.isCancelled());
    assertStillWorks();
  }

  @Test
  void futureThatTimesOut_closesTheConnection_andLeavesTheClient() throws Exception {
    router.next(Script.held(hold));
    CompletableFuture<ChatResponse> future = client.createAsync(Flow.asking("x"));
    hold.awaitArrival();
    future.orTimeout(1, TimeUnit.MILLISECONDS);
    hold.awaitDisconnect();
    assertInstanceOf(
        TimeoutException.class, assertThrows(ExecutionException.class, future::get).getCause());
    assertStillWorks();
  }

  @Test
  void cancellingWhileTheKeyIsFetched_sendsNothing() throws Exception {
    router.nextKeyFetch(Script.held(hold));
    CompletableFuture<ChatResponse> future = client.createAsync(Flow.asking("x"));
    hold.awaitArrival();
    future.cancel(false);
    hold.awaitDisconnect();
    assertEquals(0, router.chatCalls());
    assertStillWorks();
  }

  @Test
  void interruptedThread_getsACancelledCall_andKeepsItsStatus() throws Exception {
    router.next(Script.held(hold));
    FutureTask<Boolean> interrupted = new FutureTask<>(this::callUntilInterrupted);
    Thread thread = new Thread(interrupted);
    thread.start();
    hold.awaitArrival();
    thread.interrupt();
    assertTrue(interrupted.get(), "the interrupt status is kept");
    hold.awaitDisconnect();
    assertStillWorks();
  }

  private boolean callUntilInterrupted() {
    CallCancelledException cancelled =
        assertThrows(CallCancelledException.class, () -> client.create(Flow.asking("x")));
    assertEquals(Optional.of(router.lastRequest().payloadId()), cancelled.payloadId());
    assertEquals(false, cancelled.retryable());
    return Thread.currentThread().isInterrupted();
  }

  @Test
  void threadThatIsInterruptedAlready_sendsNothing() {
    Thread.currentThread().interrupt();
    assertThrows(CallCancelledException.class, () -> client.create(Flow.asking("x")));
    assertTrue(Thread.interrupted());
    assertEquals(0, router.chatCalls());
    assertStillWorks();
  }

  @Test
  void closing_cancelsWhatIsUnderWay() throws Exception {
    List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
    List<Hold> holds = List.of(new Hold(), new Hold(), new Hold());
    for (Hold each : holds) {
      router.next(Script.held(each));
      calls.add(client.createAsync(Flow.asking("x")));
      each.awaitArrival();
    }
    router.next(Script.held(hold));
    FutureTask<CallCancelledException> waiting =
        new FutureTask<>(
            () ->
                assertThrows(CallCancelledException.class, () -> client.create(Flow.asking("x"))));
    new Thread(waiting).start();
    hold.awaitArrival();
    client.close();
    assertTrue(waiting.get().payloadId().isPresent());
    for (CompletableFuture<ChatResponse> call : calls) {
      assertInstanceOf(
          CallCancelledException.class,
          assertThrows(ExecutionException.class, call::get).getCause());
    }
    hold.awaitDisconnect();
    for (Hold each : holds) {
      each.awaitDisconnect();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void attemptTimeout_endsACallThatMayBeRetried(boolean midBody) throws Exception {
    // Long enough for the request to arrive on a busy machine.
    Timeouts brief = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(3));
    router.next(midBody ? Script.usual().heldMidBodyBy(hold) : Script.held(hold));
    try (SecureChatCompletion impatient = Flow.client(router).timeouts(brief).build()) {
      ApiConnectionException late =
          assertThrows(ApiConnectionException.class, () -> impatient.create(Flow.asking("x")));
      assertTrue(late.retryable());
      assertTrue(late.getMessage().endsWith("not whole within 3000 ms"), late::getMessage);
      assertTrue(late.payloadId().isPresent());
      hold.awaitDisconnect();
    }
  }
}
