// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.Nomyo;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.PublishedTestKey;
import java.util.List;

/** Asks a router in its own process. */
final class Modular {

  private Modular() {}

  /** What was answered, and the library's name in the request. */
  static List<String> ask(String question) {
    try (FakeRouter router = FakeRouter.start();
        SecureChatCompletion client =
            Nomyo.client()
                .baseUrl(router.baseUrl().toString())
                .allowHttp(true)
                .keyStore(PublishedTestKey.store())
                .build()) {
      ChatRequest request = ChatRequest.builder().model("m").user(question).build();
      return List.of(
          client.create(request).firstText().orElseThrow(),
          router.lastRequest().header("User-Agent").orElseThrow());
    }
  }
}
