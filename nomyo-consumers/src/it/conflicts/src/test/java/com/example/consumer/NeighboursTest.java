// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.PublishedTestKey;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.util.VersionInfo;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** A program's own Jackson 2, HttpClient and Bouncy Castle, used beside the client. */
class NeighboursTest {

  @Test
  void theClassPathIsThePrograms() {
    assertEquals(
        System.getProperty("httpclient5.version"),
        VersionInfo.loadVersionInfo(
                "org.apache.hc.client5", HttpClients.class.getClassLoader())
            .getRelease());
    assertEquals("1.81", new BouncyCastleProvider().getVersionStr());
  }

  @Test
  void answerIsReadWithJackson2() throws Exception {
    try (FakeRouter router = FakeRouter.start();
        SecureChatCompletion client = clientOf(router).build()) {
      router.answerWith(Answer.text("{\"name\": \"Paris\", \"people\": 2100000}"));
      ChatRequest request =
          ChatRequest.builder()
              .model("m")
              .user(new JsonMapper().writeValueAsString(List.of("France")))
              .build();

      String text = client.create(request).firstText().orElseThrow();

      assertEquals("Paris", new JsonMapper().readTree(text).get("name").textValue());
      assertEquals(List.of(), router.violations());
    }
  }

  @Test
  void programsOwnHttpClient_worksBesideOurs() throws Exception {
    try (FakeRouter router = FakeRouter.start();
        CloseableHttpClient http = HttpClients.createDefault();
        SecureChatCompletion client = clientOf(router).build()) {
      client.create(ChatRequest.builder().model("m").user("Hello!").build());

      int status =
          http.execute(
              new HttpGet(router.baseUrl().resolve("/no-such-page")),
              response -> response.getCode());

      assertEquals(404, status);
    }
  }

  @Test
  void bouncyCastleOfTheProgram_isTooOldForOurBackendAndWorksForTheProgram() {
    assertEquals("SHA-256", new SHA256Digest().getAlgorithmName());
    try (FakeRouter router = FakeRouter.inMemory()) {
      ClientBuilder onBouncyCastle = clientOf(router).backend("bc");

      BackendUnavailableException refused =
          assertThrows(BackendUnavailableException.class, onBouncyCastle::build);

      assertEquals(
          "crypto backend bc needs Bouncy Castle 1.86 or later; the class path has 1.81",
          refused.getMessage());
    }
  }

  private static ClientBuilder clientOf(FakeRouter router) {
    return Nomyo.client()
        .baseUrl(router.baseUrl().toString())
        .allowHttp(true)
        .keyStore(PublishedTestKey.store());
  }
}
