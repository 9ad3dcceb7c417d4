// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.PublishedTestKey;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.ScriptedTransport;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program's own tests: sealed and opened for real, without a socket, in milliseconds. */
class TransportInATest {

  /** What is tested. It is handed a client, and so does not know what that sends its calls over. */
  private record Capitals(SecureChatCompletion client) {

    String of(String country) {
      ChatRequest request =
          ChatRequest.builder()
              .model("Qwen/Qwen3-0.6B")
              .user("What is the capital of " + country + "?")
              .temperature(0)
              .build();
      return client.create(request).firstText().orElseThrow();
    }
  }

  private final FakeRouter router = FakeRouter.inMemory().answerWith(Answer.text("Paris"));
  private final ScriptedTransport transport = ScriptedTransport.to(router);
  private final SecureChatCompletion client =
      Nomyo.client()
          .transport(transport) // the line that makes it a test
          .baseUrl(router.baseUrl().toString()) // has no rate limit, and leads nowhere
          .keyStore(PublishedTestKey.store()) // making one takes seconds
          .retries(RetrySettings.builder().firstDelay(Duration.ofMillis(1)).build())
          .build();

  @AfterEach
  void close() {
    client.close();
    router.close();
  }

  @Test
  void capital_isWhatTheModelAnswers() {
    assertEquals("Paris", new Capitals(client).of("France"));
  }

  @Test
  void question_namesTheCountryAndLeavesNothingToChance() {
    new Capitals(client).of("France");

    ChatRequest sent = router.lastRequest().chatRequest();
    assertEquals("What is the capital of France?", sent.messages().get(0).content().orElseThrow());
    assertEquals(OptionalDouble.of(0), sent.temperature());
  }

  @Test
  void tooManyRequests_areTriedAgain() {
    router.next(Script.status(429).times(2));

    assertEquals("Paris", new Capitals(client).of("France"));
    assertEquals(3, router.chatCalls());
  }

  @Test
  void refusal_isPassedOn() {
    router.next(Script.status(400).detail("no such model"));

    assertThrows(InvalidRequestException.class, () -> new Capitals(client).of("France"));
  }

  @Test
  void connectionThatCannotBeMade_isNamedAfterThreeAttempts() {
    transport.fail(Kind.CONNECT).fail(Kind.CONNECT).fail(Kind.CONNECT);

    ApiConnectionException failure =
        assertThrows(ApiConnectionException.class, () -> new Capitals(client).of("France"));
    assertEquals(3, failure.attempts().size());
    assertTrue(router.requests().isEmpty());
  }
}
