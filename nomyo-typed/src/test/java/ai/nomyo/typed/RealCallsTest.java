// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.client.Nomyo;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way: sealed, over HTTP, and back. */
@Timeout(60)
class RealCallsTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private static SecureChatCompletion client;

  private final FakeRouter router = ROUTER.router();
  private final Hold hold = new Hold();

  /** One for all tests, as its key takes long to make. */
  @BeforeAll
  static void connect() {
    String url = ROUTER.router().baseUrl().toString();
    client = Nomyo.client().baseUrl(url).allowHttp(true).build();
    client.create(FakeChat.asking("Hello!"));
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @AfterEach
  void protocolWasKept() {
    assertEquals(List.of(), router.violations());
  }

  record City(String name, int people, Optional<LocalDate> founded) {}

  @Test
  void answer_isARecord() {
    router.next(
        Script.answer(Answer.text("{\"name\":\"Paris\",\"people\":2100000,\"founded\":null}")));
    TypedResponse<City> answer =
        TypedChat.on(client).create(FakeChat.asking("Where is the Louvre?"), City.class);
    assertEquals(new City("Paris", 2_100_000, Optional.empty()), answer.value());
    assertTrue(answer.response().securityReport().isPresent());
    assertEquals(
        Optional.of(JsonSchema.of(City.class)),
        router
            .lastRequest()
            .json()
            .getObject("response_format")
            .flatMap(format -> format.getObject("json_schema"))
            .flatMap(schema -> schema.getObject("schema")));
  }

  @Test
  void anotherText_isUnfit_andNamesTheCall() {
    router.next(Script.answer(Answer.text("in words")));
    UnfitAnswerException unfit =
        assertThrows(
            UnfitAnswerException.class,
            () -> TypedChat.on(client).create(FakeChat.asking("x"), City.class));
    assertEquals("in words", unfit.text());
    assertEquals(Optional.of(router.lastRequest().payloadId()), unfit.payloadId());
  }

  @Test
  void cancelledFuture_closesTheConnection() throws Exception {
    router.next(Script.held(hold));
    CompletableFuture<TypedResponse<City>> answer =
        TypedChat.on(client).createAsync(FakeChat.asking("x"), City.class);
    hold.awaitArrival();
    answer.cancel(true);
    hold.awaitDisconnect();
  }

  static final class Weather {
    @ToolMethod(description = "The weather in a city.")
    String weather(String city) {
      return "sunny in " + city;
    }
  }

  private ToolRunner.Builder runner() {
    return ToolRunner.on(client).tools(Toolbox.of(new Weather()));
  }

  @Test
  void tool_isCalled_andItsResultSent() {
    ToolRun run = runner().build().run(FakeChat.asking("Paris"));
    assertEquals(Optional.of("echo: Paris"), run.response().firstText());
    assertEquals(2, run.rounds());
    assertEquals(
        List.of("user", "assistant", "tool", "assistant"),
        run.conversation().messages().stream()
            .map(message -> message.role().orElseThrow().value())
            .toList());
    assertEquals(Optional.of("sunny in Paris"), run.conversation().messages().get(2).content());
  }

  @Test
  void recordAtTheEndOfARun_isRead() {
    router.next(Script.usual());
    router.next(
        Script.answer(Answer.text("{\"name\":\"Rome\",\"people\":2,\"founded\":\"0753-04-21\"}")));
    ToolRun run = runner().build().run(TypedChat.asking(FakeChat.asking("Rome"), City.class));
    assertEquals(2, run.rounds());
    assertEquals(
        new City("Rome", 2, Optional.of(LocalDate.of(753, 4, 21))),
        TypedChat.read(run.response(), City.class).value());
  }

  @Test
  void cancelledRun_closesTheConnection() throws Exception {
    router.next(Script.usual());
    router.next(Script.held(hold));
    CompletableFuture<ToolRun> run = runner().build().runAsync(FakeChat.asking("x"));
    hold.awaitArrival();
    run.cancel(true);
    hold.awaitDisconnect();
  }

  @Test
  void interruptedRun_isCancelled_andKeepsTheStatus() throws Exception {
    router.next(Script.held(hold));
    FutureTask<Boolean> run =
        new FutureTask<>(
            () -> {
              ToolRunner runner = runner().build();
              assertThrows(CallCancelledException.class, () -> runner.run(FakeChat.asking("x")));
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(run);
    thread.start();
    hold.awaitArrival();
    thread.interrupt();
    assertTrue(run.get(), "the interrupt status is kept");
    hold.awaitDisconnect();
  }

  @Test
  void deadlineOfTheRun_endsTheCallUnderWay() throws Exception {
    router.next(Script.held(hold));
    CompletableFuture<ToolRun> run =
        runner().deadline(Duration.ofSeconds(3)).build().runAsync(FakeChat.asking("x"));
    hold.awaitDisconnect();
    assertInstanceOf(
        DeadlineExceededException.class, run.handle((value, failure) -> failure).join());
  }
}
