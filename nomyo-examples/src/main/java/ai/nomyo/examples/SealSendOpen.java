// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.config.ApiKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The protocol step by step, for programs with a transport, a queue or a schedule of their own:
 * this library seals and opens, the program sends (docs/building-on-the-protocol.md).
 */
public final class SealSendOpen {

  private SealSendOpen() {}

  /**
   * @param arguments the router's URL, and the directory of the client's key pair, which {@code
   *     ./nomyo keys generate} makes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 2) {
      System.err.println("Usage: SealSendOpen ROUTER_URL DIRECTORY, where a key pair is kept");
      System.exit(2);
    }
    run(
        Deployment.client(),
        ApiKey.fromEnvironment("NOMYO_API_KEY"),
        URI.create(arguments[0]),
        Path.of(arguments[1]),
        System.out);
  }

  static void run(ClientBuilder builder, ApiKey apiKey, URI router, Path keys, PrintStream out)
      throws IOException, InterruptedException {
    try (SecureCompletionClient client = builder.keyDirectory(keys).buildProtocolClient()) {
      String routerKey = client.fetchServerPublicKey();
      ChatRequest request =
          ChatRequest.builder().model("Qwen/Qwen3-0.6B").user("What is sealed?").build();

      byte[] sealed = client.encryptPayload(request, routerKey);
      String payloadId = UUID.randomUUID().toString();
      HttpRequest post =
          HttpRequest.newBuilder(router.resolve("/v1/chat/secure_completion"))
              .header("Content-Type", "application/octet-stream")
              .header("Authorization", "Bearer " + apiKey.reveal())
              .header("X-Payload-ID", payloadId)
              .header("X-Public-Key", publicKey(keys))
              .POST(BodyPublishers.ofByteArray(sealed))
              .build();
      byte[] answer = bodyOf(HttpClient.newHttpClient().send(post, BodyHandlers.ofByteArray()));
      ChatResponse response = client.decryptResponse(answer, payloadId);

      out.println(response.firstText().orElse("(no text)"));
    }
  }

  private static byte[] bodyOf(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException("the router answered " + response.statusCode());
    }
    return response.body();
  }

  /** The client's public key as the header wants it: percent-encoded, but for slashes. */
  private static String publicKey(Path keys) throws IOException {
    String pem = Files.readString(keys.resolve("public_key.pem"));
    return URLEncoder.encode(pem, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
