// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.AnswerChecks.OnMismatch;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.report.Attempt;
import ai.nomyo.report.SecurityReport;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every answer says of how it came. */
class SecurityReportTest {

  private static final String SERVER_PIN =
      "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();

  private static ChatRequest asking(SecurityTier tier) {
    return ChatRequest.builder().model("m").user(Canary.PROMPT).securityTier(tier).build();
  }

  private static SecurityReport report(ChatResponse response) {
    return response.securityReport().orElseThrow();
  }

  private static Script served(String tier) {
    return Script.plaintext("{\"choices\":[],\"_metadata\":{\"security_tier\":\"" + tier + "\"}}");
  }

  @Test
  void answer_saysWhoProtectedIt_andHow() {
    try (SecureChatCompletion client =
        Flow.client(router).backend("bc").serverKeyPin(SERVER_PIN).build()) {
      SecurityReport report = report(client.create(asking(SecurityTier.HIGH)));
      assertEquals(Optional.of(router.lastRequest().payloadId()), report.payloadId());
      assertEquals(router.baseUrl().toString(), report.router());
      assertEquals(SERVER_PIN, report.routerKey().orElseThrow().sha256());
      assertEquals(4096, report.routerKey().orElseThrow().sizeBits());
      assertEquals("matches a pin", report.routerKey().orElseThrow().trust());
      assertEquals("bc", report.backend().name());
      assertEquals(
          Map.of(
              "algorithm", "hybrid-aes256-rsa4096",
              "key_algorithm", "RSA-OAEP-SHA256",
              "payload_algorithm", "AES-256-GCM"),
          report.algorithms());
      assertEquals(Optional.of("high"), report.tierAsked());
      assertEquals(Optional.of("high"), report.tierServed());
      assertEquals(List.of(), report.findings());
      assertEquals(client.memory().kind(), report.memory().kind());
      assertTimes(report);
    }
  }

  private static void assertTimes(SecurityReport report) {
    assertEquals(1, report.attempts().size());
    Attempt only = report.attempts().get(0);
    Duration steps = only.sealing().plus(only.waiting()).plus(only.opening());
    assertTrue(only.sealing().toNanos() > 0);
    assertTrue(only.waiting().toNanos() > 0);
    assertTrue(only.opening().toNanos() > 0);
    assertTrue(only.total().compareTo(steps) >= 0);
    assertTrue(report.total().compareTo(only.total()) >= 0);
  }

  @Test
  void json_holdsNoContent() {
    router.answerWith(
        request ->
            JsonObject.builder()
                .put("choices", List.of())
                .put("_metadata", Map.of("security_tier", Canary.ANSWER))
                .build());
    AnswerChecks lenient = AnswerChecks.DEFAULT.withTier(OnMismatch.REPORT);
    try (SecureChatCompletion client =
        Flow.client(router).apiKey(Canary.API_KEY).answerChecks(lenient).build()) {
      SecurityReport report = report(client.create(asking(SecurityTier.HIGH)));
      String json = Nomyo.json().write(JsonObject.of(report.asMap()));
      for (String canary : List.of(Canary.PROMPT, Canary.ANSWER, Canary.API_KEY)) {
        assertFalse(json.contains(canary), json);
        assertFalse(report.toString().contains(canary), report.toString());
      }
      assertEquals(Optional.of("unknown"), report.tierServed());
      assertTrue(json.contains("\"findings\":[\"the answer was served with an unknown tier"), json);
    }
  }

  @Test
  void lowerTier_isRefused_unlessItIsToBeReported() {
    router.next(served("standard").times(2));
    try (SecureChatCompletion client = Flow.client(router).build()) {
      SecurityViolationException refused =
          assertThrows(
              SecurityViolationException.class, () -> client.create(asking(SecurityTier.MAXIMUM)));
      assertEquals(
          "the answer was served with tier standard, asked for was maximum", refused.getMessage());
    }
    AnswerChecks lenient = AnswerChecks.DEFAULT.withTier(OnMismatch.REPORT);
    try (SecureChatCompletion client = Flow.client(router).answerChecks(lenient).build()) {
      SecurityReport report = report(client.create(asking(SecurityTier.MAXIMUM)));
      assertEquals(1, report.findings().size());
      assertEquals(Optional.of("standard"), report.tierServed());
    }
  }

  @Test
  void tierOfTheCall_isTheOneCompared() {
    router.next(served("high"));
    try (SecureChatCompletion client = Flow.client(router).build()) {
      RequestOptions maximum = RequestOptions.builder().securityTier(SecurityTier.MAXIMUM).build();
      assertThrows(
          SecurityViolationException.class,
          () -> client.create(asking(SecurityTier.STANDARD), maximum));
    }
  }

  @Test
  void foreignPayloadId_isReported_whereThatIsWanted() {
    router.next(Script.innerPayloadId("other"));
    AnswerChecks lenient = AnswerChecks.DEFAULT.withPayloadId(OnMismatch.REPORT);
    try (SecureChatCompletion client = Flow.client(router).answerChecks(lenient).build()) {
      ChatResponse response = client.create(Flow.asking("x"));
      assertEquals(List.of("the answer belongs to another request"), report(response).findings());
      assertEquals(report(response).payloadId(), response.metadata().payloadId());
    }
  }

  @Test
  void oldAnswer_isReported_orRefused() {
    Script old = Script.member("processed_at", 1_000_000_000);
    router.next(old.times(2));
    try (SecureChatCompletion client = Flow.client(router).build()) {
      List<String> findings = report(client.create(Flow.asking("x"))).findings();
      assertTrue(findings.get(0).startsWith("the answer was made at 2001-09-09T01:46:40Z"));
    }
    AnswerChecks strict =
        AnswerChecks.DEFAULT.withProcessedAt(OnMismatch.REFUSE, Duration.ofHours(1));
    try (SecureChatCompletion client = Flow.client(router).answerChecks(strict).build()) {
      assertThrows(SecurityViolationException.class, () -> client.create(Flow.asking("x")));
    }
  }

  @Test
  void erasableAnswer_hasAReportInItsOutline() {
    try (SecureChatCompletion client = Flow.client(router).build();
        ErasableChatResponse answer = client.createErasable(Flow.asking("x"))) {
      assertEquals(1, report(answer.outline()).attempts().size());
    }
  }

  @Test
  void answerThatWasOpenedAlone_hasNoAttempts() throws Exception {
    try (SecureCompletionClient client = Flow.client(router).buildProtocolClient()) {
      byte[] sealed = Golden.bytes("responses/good/tools.package.json");
      SecurityReport report = report(client.decryptResponse(sealed, null));
      assertEquals(Optional.empty(), report.payloadId());
      assertEquals(Optional.empty(), report.routerKey());
      assertEquals(List.of(), report.attempts());
    }
  }
}
