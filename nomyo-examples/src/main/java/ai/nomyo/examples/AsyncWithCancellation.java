// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.ClientBuilder;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;

/** Asks two models at once, takes the answer that comes first and cancels the other call. */
public final class AsyncWithCancellation {

  private AsyncWithCancellation() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    try (SecureChatCompletion client = builder.build()) {
      CompletableFuture<ChatResponse> small = client.createAsync(asking("Qwen/Qwen3-0.6B"));
      CompletableFuture<ChatResponse> large = client.createAsync(asking("Qwen/Qwen3-8B"));
      ChatResponse first = small.applyToEither(large, response -> response).join();
      // Closes the connection at once and erases the call's secrets. A call that is done stays so.
      boolean smallCancelled = small.cancel(true);
      boolean cancelled = large.cancel(true) || smallCancelled;
      out.println(first.firstText().orElse("(no text)"));
      out.println(cancelled ? "the other call was cancelled" : "both had answered");
    }
  }

  private static ChatRequest asking(String model) {
    return ChatRequest.builder().model(model).user("Name a river in France.").build();
  }
}
