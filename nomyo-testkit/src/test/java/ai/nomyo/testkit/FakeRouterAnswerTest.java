// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeRouterAnswerTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private static JsonObject answer(FakeRouter router, TestCall call) throws Exception {
    HttpResponse<byte[]> response = new TestClient(router).send(call);
    assertEquals(
        200, response.statusCode(), () -> new String(response.body(), StandardCharsets.UTF_8));
    return TestCall.open(response.body());
  }

  private static JsonObject answerTo(FakeRouter router, String request) throws Exception {
    return answer(router, new TestCall(router.publicKeyPem()).asking(request));
  }

  private static String json(JsonObject object, String... path) {
    JsonObject at = object;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.getObject(path[i]).orElseThrow();
    }
    return TestCall.JSON.write(at.get(path[path.length - 1]).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "parameters", "tools", "unicode"})
  void requestOfTheReferenceClient_isUnderstood(String name) throws Exception {
    FakeRouter router = ROUTER.router();
    String sealed = TestCall.resource("/golden/requests/" + name + ".package.json");
    TestCall call = new TestCall(router.publicKeyPem());
    call.textChange = own -> sealed;
    call.header(
        "X-Public-Key", TestCall.resource("/golden/client/x-public-key-header.txt").strip());

    HttpResponse<byte[]> response = new TestClient(router).send(call);

    assertEquals(
        200, response.statusCode(), () -> new String(response.body(), StandardCharsets.UTF_8));
    assertEquals(
        TestCall.JSON.read(TestCall.resource("/golden/requests/" + name + ".plaintext.json")),
        router.lastRequest().json());
    assertEquals(List.of(), router.violations());
  }

  @Nested
  class Echo {

    @Test
    void answersInTheFormOfOpenAi(FakeRouter router) throws Exception {
      TestCall call = new TestCall(router.publicKeyPem());

      JsonObject answer = answer(router, call);

      assertEquals(
          "{\"id\":\"chatcmpl-"
              + call.headers.get("X-Payload-ID")
              + "\",\"object\":\"chat.completion\",\"created\":1765250382,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
              + "\"content\":\"echo: Hi\"},\"finish_reason\":\"stop\"}],"
              + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3},"
              + "\"_metadata\":{\"response_status\":\"success\",\"security_tier\":\"standard\","
              + "\"memory_protection\":{\"enabled\":false},"
              + "\"tpm_attestation\":{\"is_available\":false}}}",
          TestCall.JSON.write(answer));
    }

    @Test
    void choicesAreAsManyAsAskedFor(FakeRouter router) throws Exception {
      JsonObject answer =
          answerTo(
              router,
              "{\"model\":\"m\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");

      assertEquals(2, answer.getObjects("choices").size());
      assertEquals("1", json(answer.getObjects("choices").get(1), "index"));
      assertEquals("4", json(answer, "usage", "completion_tokens"));
    }

    @Test
    void lastUserText_isEchoedFromPartsToo(FakeRouter router) throws Exception {
      JsonObject answer =
          answerTo(
              router,
              "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"old\"},"
                  + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"new\"},"
                  + "{\"type\":\"image_url\"},{\"type\":\"text\",\"text\":\"er 😀\"}]},"
                  + "{\"role\":\"assistant\",\"content\":\"not me\"}]}");

      assertEquals(
          "\"echo: newer 😀\"", json(answer.getObjects("choices").get(0), "message", "content"));
    }

    @Test
    void tier_isTheOneAskedFor(FakeRouter router) throws Exception {
      TestCall call = new TestCall(router.publicKeyPem()).header("X-Security-Tier", "maximum");

      assertEquals("\"maximum\"", json(answer(router, call), "_metadata", "security_tier"));
      assertEquals(Optional.of(SecurityTier.MAXIMUM), router.lastRequest().securityTier());
    }
  }

  @Nested
  class ToolCalls {

    private static final String TOOLS =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{\"place\":{\"type\":\"string\"},"
            + "\"days\":{\"type\":\"integer\"},\"unit\":{\"enum\":[\"C\",\"F\"]},"
            + "\"long\":{\"type\":\"boolean\"},\"tags\":{\"type\":\"array\"},"
            + "\"more\":{\"type\":\"object\"},\"optional\":{\"type\":\"string\"}},"
            + "\"required\":[\"place\",\"days\",\"unit\",\"long\",\"tags\",\"more\"]}}},"
            + "{\"type\":\"function\",\"function\":{\"name\":\"other\"}}]";
    private static final String USER = "{\"role\":\"user\",\"content\":\"Paris?\"}";

    private static JsonObject choice(FakeRouter router, String messages, String more)
        throws Exception {
      return answerTo(
              router, "{\"model\":\"m\",\"messages\":[" + messages + "]," + TOOLS + more + "}")
          .getObjects("choices")
          .get(0);
    }

    @Test
    void firstTool_isCalledWithItsRequiredArguments(FakeRouter router) throws Exception {
      JsonObject choice = choice(router, USER, "");

      assertEquals("\"tool_calls\"", json(choice, "finish_reason"));
      assertEquals("null", json(choice, "message", "content"));
      assertEquals(
          "[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
              + "\"arguments\":\"{\\\"place\\\":\\\"Paris?\\\",\\\"days\\\":1,\\\"unit\\\":\\\"C\\\","
              + "\\\"long\\\":true,\\\"tags\\\":[],\\\"more\\\":{}}\"}}]",
          json(choice, "message", "tool_calls"));
    }

    @Test
    void chosenTool_isCalled(FakeRouter router) throws Exception {
      JsonObject choice =
          choice(
              router,
              USER,
              ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"other\"}}");

      assertEquals(
          "[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"other\","
              + "\"arguments\":\"{}\"}}]",
          json(choice, "message", "tool_calls"));
    }

    @Test
    void refusedTools_areNotCalled(FakeRouter router) throws Exception {
      JsonObject choice = choice(router, USER, ",\"tool_choice\":\"none\"");

      assertEquals("\"echo: Paris?\"", json(choice, "message", "content"));
    }

    @Test
    void toolsResult_isAnsweredInText(FakeRouter router) throws Exception {
      JsonObject choice =
          choice(
              router,
              USER + ",{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sun\"}",
              "");

      assertEquals("\"stop\"", json(choice, "finish_reason"));
    }
  }

  @Nested
  class Schemas {

    private static String content(FakeRouter router, String schema) throws Exception {
      JsonObject answer =
          answerTo(
              router,
              "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Paris?\"}],"
                  + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":"
                  + schema.replace('\'', '"')
                  + "}}}");
      return json(answer.getObjects("choices").get(0), "message", "content").replace("\\\"", "'");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{'type':'object','required':['a'],'properties':{'a':{'type':'number'}}} | {'a':1}",
          "{'properties':{'a':{}},'required':['a']} | {'a':'Paris?'}",
          "{'type':['string','null']} | 'Paris?'",
          "{'type':['null','string']} | null",
          "{'anyOf':[{'type':'string'},{'type':'null'}]} | null",
          "{'anyOf':[{'type':'boolean'},{'type':'string'}]} | true",
          "{'const':7} | 7",
          "{'$ref':'#/$defs/A','$defs':{'A':{'enum':['x','y']}}} | 'x'",
          "{'$ref':'#/$defs/none'} | 'Paris?'",
        })
    void areFitted(String schema, String fitting) throws Exception {
      assertEquals("\"" + fitting + "\"", content(ROUTER.router(), schema));
    }

    @Test
    void schemaThatRequiresItself_isGivenUpAtSomeDepth(FakeRouter router) throws Exception {
      String content =
          content(
              router,
              "{'$ref':'#/$defs/A','$defs':{'A':{'type':'object','required':['a'],"
                  + "'properties':{'a':{'$ref':'#/$defs/A'}}}}}");

      assertTrue(content.startsWith("\"{'a':{'a':"), content);
      assertTrue(content.contains("null"), content);
    }
  }

  @Nested
  class AnswersOfTheTest {

    @Test
    void areSealedExactlyAsGiven(FakeRouter router) throws Exception {
      router.answerWith(
          request ->
              JsonObject.builder().put("asked", request.json().get("model").orElseThrow()).build());

      assertEquals(
          "{\"asked\":\"m\"}",
          TestCall.JSON.write(answer(router, new TestCall(router.publicKeyPem()))));
    }

    @Test
    void text_isWrappedInACompletion(FakeRouter router) throws Exception {
      router.answerWith(Answer.text("42"));

      JsonObject answer = answer(router, new TestCall(router.publicKeyPem()));

      assertEquals("\"42\"", json(answer.getObjects("choices").get(0), "message", "content"));
    }

    @Test
    void thatThrow_becomeA500ThatNamesTheClassOnly(FakeRouter router) throws Exception {
      router.answerWith(
          request -> {
            throw new IllegalStateException("a secret of " + request);
          });
      TestClient client = new TestClient(router);

      HttpResponse<byte[]> response = client.send(client.call());

      String detail = "the test's answer threw java.lang.IllegalStateException";
      assertEquals(500, response.statusCode());
      assertEquals(
          "{\"detail\":\"" + detail + "\"}", new String(response.body(), StandardCharsets.UTF_8));
      assertEquals(List.of(detail), router.violations());
    }
  }

  @Nested
  class Records {

    @Test
    void holdWhatWasSentAndWhatWasInIt(FakeRouter router) throws Exception {
      TestCall call =
          new TestCall(router.publicKeyPem()).header("Authorization", "Bearer secret-key");
      byte[] sealed = call.body();
      call.textChange = text -> new String(sealed, StandardCharsets.UTF_8);

      answer(router, call);

      ReceivedRequest received = router.lastRequest();
      assertEquals(call.headers.get("X-Payload-ID"), received.payloadId());
      assertEquals(Optional.of("Bearer secret-key"), received.header("authorization"));
      assertEquals("application/octet-stream", received.headers().get("content-TYPE"));
      assertEquals(Optional.empty(), received.securityTier());
      assertArrayEquals(sealed, received.packageBytes());
      assertEquals(Pem.ofPublic(TestCall.CLIENT_KEY.spki()), received.publicKeyPem());
      assertEquals(
          TestCall.JSON.read(new String(call.plaintext, StandardCharsets.UTF_8)), received.json());
    }

    @Test
    void areRequestsWithTheirTier(FakeRouter router) throws Exception {
      ChatRequest request =
          ChatRequest.builder().model("m").user("Hi").securityTier(SecurityTier.HIGH).build();
      answer(router, new TestCall(router.publicKeyPem()).header("X-Security-Tier", "high"));

      assertEquals(request, router.lastRequest().chatRequest());

      answer(router, new TestCall(router.publicKeyPem()));
      assertEquals(Optional.empty(), router.lastRequest().chatRequest().securityTier());
    }

    @Test
    void showSizesAndNamesOnly(FakeRouter router) throws Exception {
      answer(
          router,
          new TestCall(router.publicKeyPem())
              .header("Authorization", "Bearer secret-key")
              .asking("{\"model\":\"m\",\"messages\":[\"a secret prompt\"]}"));

      String shown = router.requests() + " " + router;

      assertTrue(shown.contains("Authorization of 17 chars"), shown);
      assertFalse(shown.contains("secret"), shown);
    }

    @Test
    void lastRequest_needsOne(FakeRouter router) {
      assertThrows(NoSuchElementException.class, router::lastRequest);
    }

    @Test
    void areKeptUpToTheLimit() throws Exception {
      try (FakeRouter router = FakeRouter.builder().remember(2).start()) {
        for (int i = 0; i < 3; i++) {
          answerTo(router, "{\"model\":\"m" + i + "\",\"messages\":[1]}");
        }

        assertEquals(
            List.of("m1", "m2"),
            router.requests().stream()
                .map(request -> request.json().getString("model").orElseThrow())
                .toList());
        assertEquals(3, router.chatCalls());
      }
    }
  }
}
