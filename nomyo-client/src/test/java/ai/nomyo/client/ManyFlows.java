// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Conversation;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.ApiKey;
import ai.nomyo.config.Timeouts;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can become of a call, with every secret at stake; all that is shown of it is evidence. */
final class ManyFlows implements AutoCloseable {

  private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300));

  private final String backend;
  private final Secrets secrets;
  private final Evidence evidence;
  private final Path directory;
  private final FakeRouter router = startRouter();

  ManyFlows(String backend, Secrets secrets, Evidence evidence, Path directory) {
    this.backend = backend;
    this.secrets = secrets;
    this.evidence = evidence;
    this.directory = directory;
  }

  private static FakeRouter startRouter() {
    return FakeRouter.builder(JcaHybridCipher.onJdk())
        .keyPem(Golden.text("server/private_key.pem"))
        .start();
  }

  /** On this backend, which nothing must be seen of but how it works. */
  static void assertShowNoSecret(String backend, Path directory) throws Exception {
    Secrets secrets = new Secrets();
    try (Evidence evidence = new Evidence(directory);
        ManyFlows flows = new ManyFlows(backend, secrets, evidence, directory)) {
      flows.run();
      assertEquals(Set.of(), evidence.search(secrets.parts()), () -> evidence.of(secrets.parts()));
      assertFalse(evidence.containing("executing POST").isEmpty(), "HttpClient logs its steps");
      assertFalse(evidence.containing("jdk.JavaExceptionThrow").isEmpty(), "events are recorded");
    }
  }

  private void run() throws Exception {
    answered();
    refused();
    spoilt();
    cut();
    badKeys();
    badInput();
    evidence.add(router);
  }

  String completionUrl() {
    return router.baseUrl() + "/v1/chat/secure_completion";
  }

  private ClientBuilder client() {
    return Flow.client(router).backend(backend).apiKey(secrets.apiKey);
  }

  private ChatRequest request() {
    return Flow.asking(secrets.prompt);
  }

  private RequestOptions options() {
    return RequestOptions.builder().header("X-Secret", secrets.header).build();
  }

  private void usualAgain() {
    router.reset();
    answerUsually(router);
  }

  private void answerUsually(FakeRouter any) {
    any.answerWith(Answer.text(secrets.answer));
  }

  private void answered() throws Exception {
    usualAgain();
    evidence.add(client());
    try (SecureChatCompletion client = client().build();
        JsonErasableString prompt = JsonErasableString.owning(secrets.prompt.toCharArray());
        ErasableChatResponse erasable =
            client.createErasable(ChatRequest.builder().model("m").user(prompt).build())) {
      ChatResponse answer = client.createAsync(request(), options()).join();
      evidence.add(Conversation.of(request().messages()).withAnswer(answer).withAnswer(erasable));
      evidence.add(options());
      Stream.of(client, client.backend(), request(), prompt, answer, answer.choices())
          .forEach(evidence::add);
      Stream.of(erasable, erasable.outline(), erasable.utf8(), erasable.outline().toJson())
          .forEach(evidence::add);
    }
    secrets.addAesKeyOf(router.lastRequest().packageBytes());
  }

  private void fail(ClientBuilder builder, Stream<Script> scripts) {
    try (SecureChatCompletion client = builder.build()) {
      scripts.forEach(script -> fail(client, script));
    }
  }

  private void fail(SecureChatCompletion client, Script script) {
    usualAgain();
    failAt(router, client, script);
  }

  private void failAt(FakeRouter asked, SecureChatCompletion client, Script script) {
    asked.next(script.times(2));
    evidence.add(assertThrows(NomyoException.class, () -> client.create(request(), options())));
    evidence.add(
        assertThrows(NomyoException.class, () -> client.createErasable(request(), options())));
  }

  /** Routers that repeat what they were sent. */
  private void refused() {
    String all = String.join(" ", secrets.prompt, secrets.apiKey, "\"quoted\"");
    IntStream statuses = IntStream.of(400, 401, 403, 404, 422, 429, 500, 502, 503);
    fail(client(), statuses.mapToObj(status -> Script.status(status).detail(all)));
    Script refusal = Script.status(422);
    fail(
        client(),
        Stream.of(
            refusal.detail(List.of(Map.of("msg", "bad", "input", all))),
            refusal.detail(Map.of("ctx", Map.of("given", List.of(all)))),
            refusal.detail("who is " + secrets.apiKey + " of " + secrets.header + "?"),
            refusal.detail(List.of(secrets.header)),
            refusal.detail("cut: " + secrets.prompt.substring(0, 20) + "…"),
            refusal.html("<html>" + all + secrets.answer + "</html>")));
    usualAgain();
    router.requireApiKey("another");
    try (SecureChatCompletion client = client().build()) {
      evidence.add(assertThrows(NomyoException.class, () -> client.create(request())));
    }
  }

  /** Answers that must not be trusted, or are none. */
  private void spoilt() {
    fail(
        client(),
        Stream.of(
            Script.tamperedCiphertext(),
            Script.tamperedNonce(),
            Script.tamperedTag(),
            Script.tamperedWrappedKey(),
            Script.wrappedKeySize(17),
            Script.sealedForAnotherKey(),
            Script.duplicateInnerMember(),
            Script.innerPayloadId(secrets.answer),
            Script.plaintext(secrets.answer),
            Script.plaintext("\"" + secrets.answer + "\""),
            Script.plaintext("{\"a\":" + secrets.answer + "}"),
            Script.plaintext("{\"a\":\"\\q" + secrets.answer + "\"}"),
            Script.plaintext("{\"a\":\"" + secrets.answer),
            Script.plaintext("{\"_metadata\":\"" + secrets.answer + "\"}"),
            Script.plaintext("[\"" + secrets.answer + "\"]"),
            Script.member("encrypted_payload.ciphertext", secrets.answer + "!"),
            Script.member("algorithm", secrets.answer),
            Script.status(200).html(secrets.answer),
            Script.status(200).body("application/json", "{\"" + secrets.answer + "\":1}")));
  }

  /** Connections that break, time out, are cancelled, or are not trusted in the first place. */
  private void cut() throws Exception {
    fail(
        client(),
        Stream.of(
            Script.closedBeforeStatus(),
            Script.closedMidBody(),
            Script.rawResponse(bytes("no HTTP\r\n\r\n")),
            Script.rawResponse(bytes("HTTP/1.1 200 OK\r\nX-Cut"))));
    tooSlow(Script.held(new Hold()));
    tooSlow(Script.usual().heldMidBodyBy(new Hold()));
    cancelled();
    interrupted();
    try (FakeRouter https = FakeRouter.builder(JcaHybridCipher.onJdk()).https().start();
        SecureChatCompletion client = client().baseUrl(https.baseUrl().toString()).build()) {
      evidence.add(assertThrows(NomyoException.class, () -> client.create(request())));
    }
  }

  /** By a router of its own: a request that arrives too late there takes no other's script. */
  private void tooSlow(Script script) {
    try (FakeRouter slow = startRouter();
        SecureChatCompletion client =
            client().baseUrl(slow.baseUrl().toString()).timeouts(SHORT).build()) {
      answerUsually(slow);
      failAt(slow, client, script);
    }
  }

  private void cancelled() throws Exception {
    usualAgain();
    Hold hold = new Hold();
    router.next(Script.held(hold));
    try (SecureChatCompletion client = client().build()) {
      CompletableFuture<ChatResponse> call = client.createAsync(request());
      hold.awaitArrival();
      call.cancel(true);
      hold.awaitDisconnect();
      evidence.add(call);
      evidence.add(assertThrows(RuntimeException.class, call::join));
    }
  }

  private void interrupted() throws Exception {
    usualAgain();
    Hold hold = new Hold();
    router.next(Script.held(hold));
    try (SecureChatCompletion client = client().build()) {
      FutureTask<NomyoException> call =
          new FutureTask<>(
              () -> assertThrows(NomyoException.class, () -> client.create(request())));
      Thread thread = new Thread(call);
      thread.start();
      hold.awaitArrival();
      thread.interrupt();
      evidence.add(call.get());
    }
  }

  private void badKeys() throws Exception {
    char[] wrong = secrets.password.toCharArray();
    Path golden = Golden.path("client-password");
    refusedKey(golden, wrong);
    refusedKey(Golden.clientKeys(), wrong);
    refusedKey(keyFile("junk", secrets.keyFileJunk), wrong);
    String key = Golden.text("client/private_key.pem");
    refusedKey(keyFile("cut", key.substring(0, key.length() / 2)), null);
    refusedKey(keyFile("spoilt", key.replace("MII", secrets.keyFileJunk)), null);
    refusedKey(keyFile("no-armour", key.replaceAll("-----.*-----", "")), null);
    refusedKey(keyFile("junk-after", key + secrets.keyFileJunk), wrong);
    Path fresh = directory.resolve(backend + "-fresh");
    try (SecureCompletionClient client = client().buildProtocolClient()) {
      client.generateKeys(fresh, wrong);
      client.loadKeys(fresh.resolve("private_key.pem"), null, wrong);
      evidence.add(assertThrows(NomyoException.class, () -> client.generateKeys(fresh, wrong)));
      evidence.add(client.sendSecureRequest(request(), Flow.freshId(), RequestOptions.none()));
    }
  }

  private Path keyFile(String name, String text) throws Exception {
    Path keys = Files.createDirectory(directory.resolve(backend + "-" + name));
    Files.writeString(keys.resolve("private_key.pem"), text);
    Files.setPosixFilePermissions(
        keys.resolve("private_key.pem"), PosixFilePermissions.fromString("rw-------"));
    return keys;
  }

  private void refusedKey(Path keys, char[] password) {
    ClientBuilder builder = Flow.keyless(router).backend(backend).keyDirectory(keys);
    ClientBuilder locked = password == null ? builder : builder.keyPassword(password);
    evidence.add(assertThrows(NomyoException.class, () -> locked.build().close()));
    evidence.add(locked);
  }

  private void badInput() throws Exception {
    usualAgain();
    String text = secrets.prompt;
    refuses(() -> ApiKey.of(secrets.apiKey + "\n"));
    refuses(() -> client().apiKey(secrets.apiKey + " ").build());
    refuses(() -> options().newBuilder().header("X-Other", secrets.header + "\n"));
    refuses(() -> options().newBuilder().header(secrets.header + ":", secrets.header));
    refuses(() -> options().newBuilder().header("Authorization", secrets.header));
    Path spoilt = keyFile("api-key", secrets.apiKey + " ").resolve("private_key.pem");
    refuses(() -> ApiKey.fromFile(spoilt));
    refuses(() -> Nomyo.json().read("{\"a\":" + text + "}"));
    refuses(() -> Nomyo.json().read("\"" + text));
    refuses(() -> request().newBuilder().putAdditional("temperature", text).build());
    refuses(() -> request().newBuilder().putAdditional("model", List.of(text)).build());
    refuses(() -> request().newBuilder().putAdditional("x", new Object()).build());
    refuses(() -> request().newBuilder().putAdditional("api_key", secrets.apiKey).build());
    try (SecureChatCompletion client = client().build();
        SecureCompletionClient protocol = client().buildProtocolClient()) {
      refuses(() -> client.create(Flow.asking(text.repeat(400_000))));
      refuses(
          () ->
              client.create(
                  request().newBuilder().putAdditional("x", Map.of(text + "\ud800", 1)).build()));
      refuses(() -> client.create("m", List.of(Map.of("role", 1, "content", text)), Map.of()));
      refuses(() -> protocol.sendSecureRequest(request(), "no id " + text, RequestOptions.none()));
      refuses(() -> protocol.decryptResponse(bytes(text), text));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void refuses(Runnable call) {
    evidence.add(assertThrows(NomyoException.class, call::run));
  }

  @Override
  public void close() {
    router.close();
  }
}
