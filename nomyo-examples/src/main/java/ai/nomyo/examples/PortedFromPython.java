// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.RateLimitException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** A program for the Python client, line by line: messages and parameters stay maps. */
public final class PortedFromPython {

  private PortedFromPython() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    try (SecureChatCompletion client = builder.build()) {
      ChatResponse response =
          client.create(
              "Qwen/Qwen3-0.6B",
              List.of(
                  Map.of("role", "system", "content", "Be brief."),
                  Map.of("role", "user", "content", "What is the capital of France?")),
              Map.of("temperature", 0.7, "max_tokens", 50, "security_tier", "high"));
      out.println(response.firstText().orElse("(no text)"));
      out.println("encrypted: " + response.metadata().isEncrypted());
    } catch (AuthenticationException wrongKey) {
      out.println("The API key is wrong.");
    } catch (RateLimitException tooMany) {
      out.println("Too many requests, even after the retries.");
    }
  }
}
