// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.client.Nomyo;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.UnfitAnswerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls whose answer is a record. */
@Timeout(60)
class TypedChatTest {

  private final FakeChat chat = new FakeChat();
  private final TypedChat typed = TypedChat.on(chat);
  private final ChatRequest request = FakeChat.asking("canary-prompt");

  record Sum(int total) {}

  private UnfitAnswerException unfit() {
    return assertThrows(UnfitAnswerException.class, () -> typed.create(request, Sum.class));
  }

  @Test
  void request_asksForTheSchema_strictly_andIsOtherwiseTheSame() {
    chat.text("{\"total\":3}");
    RequestOptions options = RequestOptions.builder().build();
    TypedResponse<Sum> answer = typed.create(request, Sum.class, options);
    assertEquals(new Sum(3), answer.value());
    assertEquals(Optional.of("{\"total\":3}"), answer.response().firstText());
    assertSame(options, chat.options.get(0));
    assertEquals(
        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"Sum\",\"schema\":"
            + "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"integer\"}},"
            + "\"required\":[\"total\"],\"additionalProperties\":false},\"strict\":true}}",
        Nomyo.json().write(chat.requests.get(0).json().getObject("response_format").orElseThrow()));
    assertEquals(
        request.json(), chat.requests.get(0).json().newBuilder().remove("response_format").build());
  }

  record Größe_und_ein_sehr_langer_Name_der_länger_als_vierundsechzig_Zeichen_ist(int x) {}

  @Test
  void nameOfTheSchema_isOneThatServicesTake() {
    Class<?> type = Größe_und_ein_sehr_langer_Name_der_länger_als_vierundsechzig_Zeichen_ist.class;
    assertEquals(
        Optional.of("Gr__e_und_ein_sehr_langer_Name_der_l_nger_als_vierundsechzig_Zei"),
        TypedChat.asking(request, type)
            .json()
            .getObject("response_format")
            .flatMap(format -> format.getObject("json_schema"))
            .flatMap(schema -> schema.getString("name")));
  }

  @Test
  void requestWithAFormat_isRefused_andNotSent() {
    ChatRequest formatted =
        request
            .newBuilder()
            .putAdditional("response_format", Map.of("type", "json_object"))
            .build();
    assertThrows(InvalidInputException.class, () -> typed.create(formatted, Sum.class));
    assertInstanceOf(InvalidInputException.class, failure(typed.createAsync(formatted, Sum.class)));
    assertThrows(InvalidInputException.class, () -> typed.create(request, Runnable.class));
    assertInstanceOf(
        InvalidInputException.class, failure(typed.createAsync(request, Runnable.class)));
    assertEquals(List.of(), chat.requests);
  }

  @Test
  void refusal_isToldApart_andKept() {
    chat.message(Map.of("content", "", "refusal", "canary-refusal"), "stop");
    UnfitAnswerException unfit = unfit();
    assertEquals("the model's text is no Sum: the model refused", unfit.getMessage());
    assertEquals("canary-refusal", unfit.text());
  }

  @Test
  void cutOffText_isToldApart_whateverItHolds() {
    chat.message(Map.of("content", "{\"total\":3}"), "length");
    UnfitAnswerException unfit = unfit();
    assertEquals(
        "the model's text is no Sum: it was cut off at the token limit", unfit.getMessage());
    assertEquals("{\"total\":3}", unfit.text());
  }

  @Test
  void filteredText_isToldApart() {
    chat.message(Map.of("content", "{\"tot"), "content_filter");
    assertEquals("the model's text is no Sum: a content filter withheld it", unfit().getMessage());
  }

  @Test
  void callOfATool_isToldApart() {
    chat.calling(FakeChat.call("1", "add", "{}"));
    assertEquals("the model's text is no Sum: the model calls a tool", unfit().getMessage());
  }

  @Test
  void noText_isToldApart() {
    chat.message(Map.of("content", ""), "stop").json(Map.of());
    for (int i = 0; i < 2; i++) {
      UnfitAnswerException unfit = unfit();
      assertEquals("the model's text is no Sum: there is no text", unfit.getMessage());
      assertEquals("", unfit.text());
    }
  }

  @Test
  void emptyRefusal_isNone() {
    chat.message(Map.of("content", "{\"total\":3}", "refusal", ""), "stop");
    assertEquals(new Sum(3), typed.create(request, Sum.class).value());
  }

  @Test
  void future_hasTheRecord() {
    CompletableFuture<TypedResponse<Sum>> future = typed.createAsync(request, Sum.class);
    assertFalse(future.isDone());
    chat.text("{\"total\":3}").complete();
    assertEquals(new Sum(3), future.join().value());
    assertTrue(chat.requests.get(0).json().get("response_format").isPresent());
  }

  @Test
  void future_failsWithWhatIsWrong_itself() {
    CompletableFuture<TypedResponse<Sum>> unfit = typed.createAsync(request, Sum.class);
    chat.text("{}").complete();
    assertInstanceOf(UnfitAnswerException.class, failure(unfit));
    CompletableFuture<TypedResponse<Sum>> refused = typed.createAsync(request, Sum.class);
    AuthenticationException ofRouter = new AuthenticationException(null, null);
    chat.futures.get(1).completeExceptionally(ofRouter);
    assertSame(ofRouter, failure(refused));
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThrows(CompletionException.class, future::join);
    return future.handle((value, thrown) -> thrown).join();
  }

  @Test
  void cancelling_reachesTheCall() {
    typed.createAsync(request, Sum.class).cancel(true);
    assertTrue(chat.futures.get(0).isCancelled());
  }

  @Test
  void timeoutOfTheFuture_reachesTheCall() {
    CompletableFuture<TypedResponse<Sum>> future =
        typed.createAsync(request, Sum.class).orTimeout(1, TimeUnit.MILLISECONDS);
    assertThrows(CompletionException.class, future::join);
    assertThrows(RuntimeException.class, chat.futures.get(0)::join);
    assertTrue(chat.futures.get(0).isCancelled());
  }

  @Test
  void error_reachesTheFuture() {
    record Failing(int x) {
      Failing {
        if (x > 0) {
          throw new AssertionError("of the record");
        }
      }
    }
    CompletableFuture<TypedResponse<Failing>> future = typed.createAsync(request, Failing.class);
    chat.text("{\"x\":1}").complete();
    assertInstanceOf(AssertionError.class, failure(future));
  }

  @Test
  void typedResponse_showsSizesOnly() {
    chat.text("{\"total\":3141}");
    String shown = typed.create(request, Sum.class).toString();
    assertTrue(shown.matches("TypedResponse\\[Sum, ChatResponse\\[1 choices, \\d+ chars]]"), shown);
  }
}
