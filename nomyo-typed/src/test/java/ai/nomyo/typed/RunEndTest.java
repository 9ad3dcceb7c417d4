// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How runs end early, and runs in the background. */
@Timeout(60)
class RunEndTest {

  record Nothing() {}

  private final FakeChat chat = new FakeChat();
  private final ChatRequest request = FakeChat.asking("x");
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private ToolRunner.Builder runner(ToolFunction<Nothing> function) {
    return ToolRunner.on(chat).tools(Tool.of("wait", "", Nothing.class, function));
  }

  private FakeChat calling(int times) {
    for (int i = 0; i < times; i++) {
      chat.calling(FakeChat.call("a", "wait", ""));
    }
    return chat;
  }

  /** Until it is interrupted. */
  private Object waitForEver(Nothing nothing) throws InterruptedException {
    arrived.countDown();
    try {
      new CountDownLatch(1).await();
      return "";
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  @Test
  void cancellingTheFuture_interruptsTheTool() throws Exception {
    calling(1);
    CompletableFuture<ToolRun> run = runner(this::waitForEver).build().runAsync(request);
    arrived.await();
    assertTrue(run.cancel(true));
    interrupted.await();
    assertEquals(1, chat.requests.size());
  }

  @Test
  void timeoutOfTheFuture_interruptsTheTool() throws Exception {
    calling(1);
    CompletableFuture<ToolRun> run = runner(this::waitForEver).build().runAsync(request);
    arrived.await();
    run.orTimeout(1, TimeUnit.MILLISECONDS);
    interrupted.await();
  }

  @Test
  void interruptedTool_isACancelledRun_thatKeepsTheStatus() {
    calling(1);
    ToolRunner runner =
        runner(
                nothing -> {
                  throw new InterruptedException();
                })
            .build();
    assertThrows(CallCancelledException.class, () -> runner.run(request));
    assertTrue(Thread.interrupted());
  }

  @Test
  void interruptBetweenTools_endsTheRun() {
    chat.calling(FakeChat.call("a", "wait", ""), FakeChat.call("b", "wait", ""));
    int[] calls = {0};
    ToolRunner runner =
        runner(
                nothing -> {
                  calls[0]++;
                  Thread.currentThread().interrupt();
                  return "";
                })
            .build();
    assertThrows(CallCancelledException.class, () -> runner.run(request));
    assertTrue(Thread.interrupted());
    assertEquals(1, calls[0]);
  }

  @Test
  void future_hasTheRun() {
    calling(1).text("done");
    ToolRun run =
        runner(nothing -> Thread.currentThread().getName()).build().runAsync(request).join();
    assertEquals(Optional.of("done"), run.response().firstText());
    assertEquals(Optional.of("nomyo-tools"), run.conversation().messages().get(2).content());
  }

  /** As what a call asks in Kotlin may throw. */
  @Test
  void checkedExceptionFromNowhere_reachesTheFuture() {
    Exception thrown = new Exception();
    chat.then(() -> RunEndTest.<RuntimeException>sneak(thrown));
    CompletableFuture<ToolRun> run =
        runner(nothing -> "").build().runAsync(request).orTimeout(1, TimeUnit.MINUTES);
    assertSame(thrown, assertThrows(CompletionException.class, run::join).getCause());
  }

  @SuppressWarnings("unchecked") // which is the point
  private static <E extends Exception> ChatResponse sneak(Exception thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void future_failsWithWhatTheRunThrows() {
    Error thrown = new AssertionError("of the tool");
    calling(1);
    ToolRunner failing =
        runner(
                nothing -> {
                  throw thrown;
                })
            .build();
    assertSame(thrown, failure(failing.runAsync(request)));
    ChatRequest withTools = request.newBuilder().tools(List.of()).build();
    assertInstanceOf(InvalidInputException.class, failure(failing.runAsync(withTools)));
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThrows(CompletionException.class, future::join);
    return future.handle((value, thrown) -> thrown).join();
  }

  /** Each look at the clock is 100 ms after the one before. */
  private ToolRunner hurried(Duration deadline) {
    long[] nanos = {0};
    return runner(nothing -> "").deadline(deadline).nanos(() -> nanos[0] += 100_000_000).build();
  }

  private List<Optional<Duration>> deadlines() {
    return chat.options.stream().map(RequestOptions::deadline).toList();
  }

  @Test
  void deadline_isSharedOut() {
    calling(1).text("");
    hurried(Duration.ofSeconds(2)).run(request);
    assertEquals(
        List.of(Optional.of(Duration.ofMillis(1_900)), Optional.of(Duration.ofMillis(1_500))),
        deadlines());
  }

  @Test
  void shorterDeadlineOfACall_stays() {
    chat.text("").text("");
    RequestOptions brief = RequestOptions.builder().deadline(Duration.ofMillis(700)).build();
    hurried(Duration.ofSeconds(2)).run(request, brief);
    RequestOptions longer = RequestOptions.builder().deadline(Duration.ofSeconds(9)).build();
    hurried(Duration.ofSeconds(2)).run(request, longer);
    assertEquals(
        List.of(Optional.of(Duration.ofMillis(700)), Optional.of(Duration.ofMillis(1_900))),
        deadlines());
  }

  @Test
  void withoutADeadline_eachCallHasItsOwn() {
    chat.text("");
    RequestOptions options = RequestOptions.builder().build();
    runner(nothing -> "").build().run(request, options);
    assertSame(options, chat.options.get(0));
  }

  @Test
  void passedDeadline_sendsNothingMore() {
    calling(9);
    ToolRunner runner = hurried(Duration.ofMillis(500));
    DeadlineExceededException late =
        assertThrows(DeadlineExceededException.class, () -> runner.run(request));
    assertEquals("the call was not done within its deadline of 500 ms: round 2", late.getMessage());
    assertEquals(1, chat.requests.size());
  }

  @Test
  void passedDeadline_callsNoTool() {
    calling(9);
    ToolRunner runner = hurried(Duration.ofMillis(200));
    DeadlineExceededException late =
        assertThrows(DeadlineExceededException.class, () -> runner.run(request));
    assertEquals(
        "the call was not done within its deadline of 200 ms: calling the tool wait",
        late.getMessage());
  }
}
