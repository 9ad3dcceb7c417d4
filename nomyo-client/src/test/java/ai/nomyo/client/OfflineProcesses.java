// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Three programs that make one call together: one seals, one sends, one opens. */
final class OfflineProcesses {

  static final String PROMPT = "sealed here, sent there";
  static final String DONE = "done: ";

  private OfflineProcesses() {}

  /** Has the router's public key, and no way to send anything. */
  public static final class Sealing {

    private Sealing() {}

    /**
     * @param arguments the file with the router's key, the file that the package goes to
     */
    public static void main(String[] arguments) throws Exception {
      ChatRequest request = ChatRequest.builder().model("m").user(PROMPT).build();
      try (SecureCompletionClient client =
          Nomyo.client().transport(new UntouchedTransport()).buildProtocolClient()) {
        String routersKey = Files.readString(Path.of(arguments[0]));
        byte[] sealed = client.encryptPayload(request, routersKey);
        Files.write(Path.of(arguments[1]), sealed);
        System.out.println(DONE + sealed.length);
      }
    }
  }

  /** Uses the JDK only: has no secret key, and nothing to open a package with. */
  public static final class Sending {

    private Sending() {}

    /**
     * @param arguments the URL, the payload id, the files with the client's public key and the
     *     package, the file that the answer goes to
     */
    public static void main(String[] arguments) throws Exception {
      String publicKey =
          URLEncoder.encode(Files.readString(Path.of(arguments[2])), UTF_8)
              .replace("+", "%20")
              .replace("%2F", "/");
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(arguments[0]))
              .header("Content-Type", "application/octet-stream")
              .header("X-Payload-ID", arguments[1])
              .header("X-Public-Key", publicKey)
              .header("Authorization", "Bearer k")
              .POST(HttpRequest.BodyPublishers.ofFile(Path.of(arguments[3])))
              .build();
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpResponse<Path> answer =
          http.send(post, HttpResponse.BodyHandlers.ofFile(Path.of(arguments[4])));
      System.out.println(DONE + answer.statusCode());
    }
  }

  /** Has the client's key pair, and no way to send anything. */
  public static final class Opening {

    private Opening() {}

    /**
     * @param arguments the file with the private key, the file with the answer, the payload id
     */
    public static void main(String[] arguments) throws Exception {
      try (SecureCompletionClient client =
          Nomyo.client().transport(new UntouchedTransport()).buildProtocolClient()) {
        client.loadKeys(Path.of(arguments[0]), null, null);
        byte[] answer = Files.readAllBytes(Path.of(arguments[1]));
        ChatResponse response = client.decryptResponse(answer, arguments[2]);
        System.out.println(DONE + response.firstText().orElseThrow());
      }
    }
  }
}
