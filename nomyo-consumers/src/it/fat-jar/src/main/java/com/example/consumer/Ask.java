// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.Nomyo;
import ai.nomyo.error.BackendUnavailableException;
import java.nio.file.Path;

/** {@code java -jar fat-jar-1-all.jar URL KEYS BACKEND...} asks once with each backend. */
public final class Ask {

  private Ask() {}

  public static void main(String[] arguments) {
    for (int i = 2; i < arguments.length; i++) {
      System.out.println(arguments[i] + ": " + ask(arguments[0], arguments[1], arguments[i]));
    }
  }

  private static String ask(String url, String keys, String backend) {
    try (SecureChatCompletion client =
        Nomyo.client()
            .baseUrl(url)
            .allowHttp(true)
            .keyDirectory(Path.of(keys))
            .backend(backend)
            .build()) {
      ChatRequest request = ChatRequest.builder().model("m").user("Hello!").build();
      return client.create(request).firstText().orElse("(no text)");
    } catch (BackendUnavailableException refused) {
      return refused.getMessage();
    }
  }
}
