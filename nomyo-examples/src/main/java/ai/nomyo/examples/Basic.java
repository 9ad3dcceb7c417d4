// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.ClientBuilder;
import java.io.PrintStream;

/** A question and its answer. */
public final class Basic {

  private Basic() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    // One client for the whole program: it keeps its key and its connections.
    try (SecureChatCompletion client = builder.build()) {
      ChatRequest request =
          ChatRequest.builder()
              .model("Qwen/Qwen3-0.6B")
              .system("Be brief.")
              .user("What is the capital of France?")
              .temperature(0.2)
              .build();
      ChatResponse response = client.create(request);
      out.println(response.firstText().orElse("(no text)"));
      response.usage().ifPresent(usage -> out.println(usage.totalTokens().orElse(0) + " tokens"));
    }
  }
}
