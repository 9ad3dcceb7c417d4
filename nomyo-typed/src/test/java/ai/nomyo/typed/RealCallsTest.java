package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.client.Nomyo;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Script;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way: sealed, over HTTP, and back. */
@Timeout(60)
class RealCallsTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureChatCompletion client =
      Nomyo.client().baseUrl(router.baseUrl().toString()).allowHttp(true).build();

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  record City(String name, int people) {}

  @Test
  void answer_isARecord() {
    router.next(Script.answer(Answer.text("{\"name\":\"Paris\",\"people\":2100000}")));
    TypedResponse<City> answer =
        TypedChat.on(client).create(FakeChat.asking("Where is the Louvre?"), City.class);
    assertEquals(new City("Paris", 2_100_000), answer.value());
    assertEquals(
        Optional.of("json_schema"),
        router.lastRequest().json().getObject("response_format").flatMap(f -> f.getString("type")));
  }

  static final class Weather {
    @ToolMethod(description = "The weather in a city.")
    String weather(String city) {
      return "sunny in " + city;
    }
  }

  @Test
  void tool_isCalled_andItsResultSent() {
    ToolRunner runner = ToolRunner.on(client).tools(Toolbox.of(new Weather())).build();
    ToolRun run = runner.run(FakeChat.asking("Paris"));
    assertEquals(Optional.of("echo: Paris"), run.response().firstText());
    assertEquals(2, run.rounds());
    assertEquals(
        List.of("user", "assistant", "tool", "assistant"),
        run.messages().stream().map(message -> message.role().orElseThrow()).toList());
    assertEquals(Optional.of("sunny in Paris"), run.messages().get(2).content());
  }
}
