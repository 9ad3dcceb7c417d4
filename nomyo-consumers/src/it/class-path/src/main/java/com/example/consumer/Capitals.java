// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;

/** Asks a model for capitals. */
final class Capitals {
  private final SecureChatCompletion client;

  Capitals(SecureChatCompletion client) {
    this.client = client;
  }

  String of(String country) {
    ChatRequest request =
        ChatRequest.builder().model("m").user("What is the capital of " + country + "?").build();
    return client.create(request).firstText().orElseThrow();
  }
}
