package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that turns out to be too large while it is sealed: by its escapes. */
class LateRefusalTest {

  private static final ChatRequest TOO_LARGE =
      Flow.asking(Canary.PROMPT + "\n".repeat(6 * 1024 * 1024));

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();

  private static void assertTyped(Throwable failure) {
    InvalidInputException refused = assertInstanceOf(InvalidInputException.class, failure);
    Canary.assertAbsent(refused);
    assertEquals(
        List.of("InvalidInputException"),
        refused.attempts().stream().map(attempt -> attempt.outcome()).toList());
    assertEquals(
        List.of(false), refused.attempts().stream().map(attempt -> attempt.maybeSent()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc", "conscrypt", "accp"})
  void requestThatGrowsTooLargeInSealing_isBadInput_andNotSent_andTheClientGoesOn(String backend) {
    try (SecureChatCompletion client =
        Flow.client(router).retries(RetrySettings.DEFAULT).backend(backend).build()) {
      client.create(Flow.asking("hello"));
      long before = client.memory().inUseBytes();
      assertTyped(assertThrows(InvalidInputException.class, () -> client.create(TOO_LARGE)));
      assertTyped(
          assertThrows(CompletionException.class, client.createAsync(TOO_LARGE)::join).getCause());
      assertEquals(before, client.memory().inUseBytes());
      assertEquals(1, router.requests().size());
      client.create(Flow.asking("hello"));
    }
    assertEquals(List.of(), router.violations());
  }
}
