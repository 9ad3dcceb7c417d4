// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.Choice;
import ai.nomyo.chat.ContentPart;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.config.RetrySettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** A program for OpenAI's Java library: builders stay builders, and the parameters their names. */
public final class PortedFromOpenAiJava {

  private PortedFromOpenAiJava() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    builder.retries(RetrySettings.builder().maxRetries(4).build());
    try (SecureChatCompletion client = builder.build()) {
      ChatRequest request =
          ChatRequest.builder()
              .model("Qwen/Qwen3-VL-8B")
              .developer("Answer in one sentence.")
              .user(
                  ContentPart.text("What is in this picture?"),
                  ContentPart.image("https://example.org/cat.png"))
              .maxCompletionTokens(100)
              .seed(7)
              .metadata(Map.of("purpose", "example"))
              .putAdditional("top_k", 20)
              .build();
      RequestOptions patient = RequestOptions.builder().deadline(Duration.ofMinutes(2)).build();
      for (Choice choice : client.create(request, patient).choices()) {
        out.println(choice.message().flatMap(message -> message.content()).orElse("(no text)"));
        choice.finishReason().ifPresent(reason -> out.println("ended by: " + reason.value()));
      }
    }
  }
}
