// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.client.Nomyo;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.report.BackendReport;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code nomyo demo}: one request to an embedded router, and a look at what an eavesdropper saw.
 */
@Command(
    name = "demo",
    description = "Send a sealed chat over real HTTP to a router on this machine and show it.")
final class DemoCommand implements Callable<Integer> {

  private static final String API_KEY = "demo-key-never-shown";
  private static final String PROMPT = "Patient J. Doe, 54, chest pain since Monday – urgent?";
  private static final int HEAD_CHARS = 240;

  private final Shell shell;
  private final Answer answer;
  private final StepTimes times = new StepTimes();

  @Mixin private BackendOption backend;

  DemoCommand(Shell shell) {
    this(shell, Answer.echo());
  }

  /**
   * @param answer of the router; the demo fails unless it is the echo
   */
  DemoCommand(Shell shell, Answer answer) {
    this.shell = shell;
    this.answer = answer;
  }

  @Override
  public Integer call() throws IOException {
    ChatRequest request =
        ChatRequest.builder()
            .model("Qwen/Qwen3-0.6B")
            .user(PROMPT)
            .securityTier(SecurityTier.HIGH)
            .build();
    try (FakeRouter router = startRouter();
        ObservedTransport transport =
            new ObservedTransport(HttpClientTransport.builder().build(), times);
        SecureCompletionClient client = client(router, transport)) {
      ChatResponse response = converse(client, request);
      show(client.backend(), request, transport.last(), response);
      checkThatAllArrived(router, request, response);
      shell.print("\nOK: the router read what you wrote, and you read what it answered.");
      return ExitCode.OK;
    }
  }

  private FakeRouter startRouter() {
    long start = System.nanoTime();
    FakeRouter router =
        FakeRouter.builder(backend.otherCipher()).requireApiKey(API_KEY).answerWith(answer).start();
    times.add("router started", start);
    return router;
  }

  private SecureCompletionClient client(FakeRouter router, ObservedTransport transport) {
    return Nomyo.client()
        .baseUrl(router.baseUrl().toString())
        .allowHttp(true)
        .apiKey(API_KEY)
        .cipher(new TimedCipher(backend.cipher(), times))
        .transport(transport)
        .buildProtocolClient();
  }

  private ChatResponse converse(SecureCompletionClient client, ChatRequest request) {
    long start = System.nanoTime();
    Spinner spinner = Spinner.start(shell, "making an RSA-4096 key pair");
    try {
      client.generateKeys();
    } finally {
      spinner.stop();
    }
    times.add("RSA-4096 key pair made", start);
    long call = System.nanoTime();
    ChatResponse response =
        client.sendSecureRequest(request, UUID.randomUUID().toString(), RequestOptions.none());
    times.add("whole call: the four above", call);
    return response;
  }

  private void show(
      BackendReport used, ChatRequest request, TransportRequest sent, ChatResponse response)
      throws IOException {
    Columns columns =
        new Columns(columnWidth())
            .add("You wrote", Nomyo.json().write(request.json()))
            .add("What travelled", travelled(sent))
            .add("What came back", response.toJson());
    shell.print("One chat over real HTTP, client on backend " + used.name() + ":\n");
    shell.print(times.table());
    shell.print(columns.toString().stripTrailing());
  }

  private int columnWidth() {
    int terminal =
        shell
            .variable("COLUMNS")
            .filter(c -> c.matches("\\d{2,4}"))
            .map(Integer::valueOf)
            .orElse(120);
    return Math.max(20, (terminal - 12) / 3);
  }

  private static String travelled(TransportRequest sent) throws IOException {
    StringBuilder text = new StringBuilder("POST " + sent.uri().getPath() + "\n");
    sent.headers().forEach((name, value) -> text.append(header(name, value)).append('\n'));
    RequestBody body = sent.body().orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    String sealed = bytes.toString(StandardCharsets.US_ASCII);
    return text + "\n" + head(sealed) + "\n(" + body.sizeBytes() + " bytes)";
  }

  private static String header(String name, String value) {
    return name.equals("Authorization")
        ? name + ": (" + value.length() + " chars)"
        : name + ": " + (value.length() > 80 ? value.substring(0, 80) + "…" : value);
  }

  private static String head(String sealed) {
    return sealed.length() > HEAD_CHARS ? sealed.substring(0, HEAD_CHARS) + "…" : sealed;
  }

  private static void checkThatAllArrived(
      FakeRouter router, ChatRequest request, ChatResponse response) {
    boolean asked = router.requests().stream().anyMatch(r -> r.json().equals(request.json()));
    boolean answered = response.firstText().equals(Optional.of("echo: " + PROMPT));
    if (!asked || !answered || !router.violations().isEmpty()) {
      throw new IllegalStateException("the request or the answer did not arrive as it was");
    }
  }
}
