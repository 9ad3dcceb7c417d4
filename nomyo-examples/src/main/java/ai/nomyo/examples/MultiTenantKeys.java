// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.config.ApiKey;
import java.io.PrintStream;
import java.nio.file.Path;

/** One client for all tenants: each call is made with the API key of the tenant it is made for. */
public final class MultiTenantKeys {

  /** Set by whatever receives a tenant's request, on the thread that goes on to call the client. */
  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  private MultiTenantKeys() {}

  /**
   * @param arguments the directory with the tenants' API keys: {@code acme.key} and {@code
   *     umbrella.key}
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Usage: MultiTenantKeys DIRECTORY, which has acme.key and umbrella.key");
      System.exit(2);
    }
    run(Deployment.client(), Path.of(arguments[0]), System.out);
  }

  static void run(ClientBuilder builder, Path keys, PrintStream out) {
    // Asked once per call, so a key that is replaced in its file counts from the next call on.
    builder.apiKey(() -> ApiKey.fromFile(keys.resolve(TENANT.get() + ".key")));
    try (SecureChatCompletion client = builder.build()) {
      answer("acme", client, out);
      answer("umbrella", client, out);
    }
  }

  private static void answer(String tenant, SecureChatCompletion client, PrintStream out) {
    TENANT.set(tenant);
    try {
      ChatRequest request =
          ChatRequest.builder().model("Qwen/Qwen3-0.6B").user("Hello from " + tenant).build();
      out.println(client.create(request).firstText().orElse("(no text)"));
    } finally {
      TENANT.remove();
    }
  }
}
