// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.client.Nomyo;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapitalsTest {

  @Test
  void question_isAnsweredOverHttpWithDefaultsOnly() {
    try (FakeRouter router = FakeRouter.start();
        SecureChatCompletion client =
            Nomyo.client().baseUrl(router.baseUrl().toString()).allowHttp(true).build()) {
      router.answerWith(Answer.text("Paris"));

      assertEquals("Paris", new Capitals(client).of("France"));

      assertEquals(
          Optional.of("What is the capital of France?"),
          router.lastRequest().chatRequest().messages().get(0).content());
      assertEquals(
          Optional.of("nomyo-java/" + System.getProperty("nomyo.version")),
          router.lastRequest().header("User-Agent"));
      assertEquals(List.of(), router.violations());
    }
  }
}
