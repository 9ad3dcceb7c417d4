package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to break the protocol that the router knows: a 400 that says how, and a record. */
class FakeRouterStrictnessTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(TestCall.CIPHER);

  /** What is wrong with a call. */
  interface Flaw {
    void in(TestCall call) throws Exception;
  }

  static Arguments flaw(String name, String detail, Flaw flaw) {
    return arguments(name, detail, flaw);
  }

  static Stream<Arguments> headers() {
    String publicKey = Pem.ofPublic(TestCall.CLIENT_KEY.spki());
    return Stream.of(
        flaw("no content type", "Content-Type is missing", c -> c.withoutHeader("Content-Type")),
        flaw(
            "JSON content type",
            "Content-Type is not application/octet-stream",
            c -> c.header("Content-Type", "application/json")),
        flaw(
            "content type with a parameter",
            "Content-Type is not application/octet-stream",
            c -> c.header("Content-Type", "application/octet-stream; charset=utf-8")),
        flaw("no payload id", "X-Payload-ID is missing", c -> c.withoutHeader("X-Payload-ID")),
        flaw(
            "upper-case payload id",
            "X-Payload-ID is no version 4 UUID in lower case",
            c -> c.header("X-Payload-ID", "3F2B6C1E-0000-4000-8000-00000000000A")),
        flaw(
            "version 1 payload id",
            "X-Payload-ID is no version 4 UUID in lower case",
            c -> c.header("X-Payload-ID", "3f2b6c1e-0000-1000-8000-000000000001")),
        flaw(
            "payload id of another variant",
            "X-Payload-ID is no version 4 UUID in lower case",
            c -> c.header("X-Payload-ID", "3f2b6c1e-0000-4000-c000-000000000001")),
        flaw(
            "two payload ids",
            "X-Payload-ID is sent 2 times",
            c -> c.moreHeaders.add(Map.entry("X-Payload-ID", UUID.randomUUID().toString()))),
        flaw("no public key", "X-Public-Key is missing", c -> c.withoutHeader("X-Public-Key")),
        flaw("public key with + for spaces", NOT_ENCODED, c -> replaceInKey(c, "%20", "+")),
        flaw("public key in lower-case hex", NOT_ENCODED, c -> replaceInKey(c, "%0A", "%0a")),
        flaw("public key with escaped /", NOT_ENCODED, c -> replaceInKey(c, "/", "%2F")),
        flaw(
            "public key with escaped letter",
            NOT_ENCODED,
            c -> replaceInKey(c, "BEGIN", "%42EGIN")),
        flaw("public key with a bare =", NOT_ENCODED, c -> c.header("X-Public-Key", "a=")),
        flaw("public key cut in an escape", NOT_ENCODED, c -> c.header("X-Public-Key", "a%2")),
        flaw(
            "public key with junk in an escape", NOT_ENCODED, c -> c.header("X-Public-Key", "%zz")),
        flaw("public key that is no text", NOT_ENCODED, c -> c.header("X-Public-Key", "%FF")),
        flaw("public key without trailing LF", NOT_PEM, c -> pem(c, publicKey.strip())),
        flaw("public key with CRLF", NOT_PEM, c -> pem(c, publicKey.replace("\n", "\r\n"))),
        flaw("public key in 76-char lines", NOT_PEM, c -> pem(c, longLines())),
        flaw("public key after other text", NOT_PEM, c -> pem(c, "x\n" + publicKey)),
        flaw(
            "public key that is a certificate",
            NOT_PEM,
            c -> pem(c, publicKey.replace("PUBLIC KEY", "CERTIFICATE"))),
        flaw(
            "public key in broken base64",
            NOT_PEM,
            c -> pem(c, "-----BEGIN PUBLIC KEY-----\nabcde\n-----END PUBLIC KEY-----\n")),
        flaw(
            "public key that is none",
            "X-Public-Key holds no RSA key",
            c -> pem(c, UnusableKeys.GARBAGE)),
        flaw("EC public key", "X-Public-Key holds no RSA key", c -> pem(c, ecKey())),
        flaw(
            "public key of 1024 bits",
            "X-Public-Key has 1024 bits, at least 2048 wanted",
            c -> pem(c, UnusableKeys.RSA_1024)),
        flaw(
            "unknown tier",
            "X-Security-Tier is not standard, high or maximum",
            c -> c.header("X-Security-Tier", "ultra")),
        flaw(
            "tier in upper case",
            "X-Security-Tier is not standard, high or maximum",
            c -> c.header("X-Security-Tier", "HIGH")),
        flaw(
            "API key without Bearer",
            "Authorization is not \"Bearer\", one space and the API key",
            c -> c.header("Authorization", "secret")),
        flaw(
            "API key with a space",
            "Authorization is not \"Bearer\", one space and the API key",
            c -> c.header("Authorization", "Bearer a b")),
        flaw(
            "empty API key",
            "Authorization is not \"Bearer\", one space and the API key",
            c -> c.header("Authorization", "Bearer")));
  }

  private static final String NOT_ENCODED =
      "X-Public-Key is not percent-encoded as RFC 3986 unreserved characters and /";
  private static final String NOT_PEM =
      "X-Public-Key is no SPKI PEM with LF line ends, 64-char lines and a trailing LF";

  private static void replaceInKey(TestCall call, String from, String to) {
    call.headers.compute(
        "X-Public-Key",
        (name, value) -> {
          assertEquals(true, value != null && value.contains(from), "the key has no " + from);
          return String.valueOf(value).replace(from, to);
        });
  }

  private static void pem(TestCall call, String pem) {
    call.header("X-Public-Key", PercentEncoding.encode(pem));
  }

  private static String longLines() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(76, new byte[] {'\n'})
            .encodeToString(TestCall.CLIENT_KEY.spki().toArray())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String ecKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return Pem.ofPublic(Bytes.copyOf(generator.generateKeyPair().getPublic().getEncoded()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void flawedHeader_isRefused(String name, String detail, Flaw flaw) throws Exception {
    assertRefused(400, detail, flaw);
  }

  static Stream<Arguments> packages() {
    byte[] bytes16 = new byte[16];
    return Stream.of(
        flaw("no JSON", "the package is not one JSON text in UTF-8", c -> c.textChange = t -> "x"),
        flaw("nothing", "the package is not one JSON text in UTF-8", c -> c.textChange = t -> ""),
        flaw(
            "text after the package",
            "the package is not one JSON text in UTF-8",
            c -> c.textChange = t -> t + "{}"),
        flaw(
            "a cut package",
            "the package is not one JSON text in UTF-8",
            c -> c.textChange = t -> t.substring(0, t.length() - 1)),
        flaw("an array", "the package is no JSON object", c -> c.textChange = t -> "[" + t + "]"),
        flaw(
            "a member twice",
            "the package names a member twice",
            c -> c.textChange = t -> "{\"version\":\"1.0\"," + t.substring(1)),
        flaw(
            "an inner member twice",
            "the package names a member twice",
            c -> c.textChange = t -> t.replace("\"nonce\":", "\"tag\":\"\",\"nonce\":")),
        flaw(
            "an unknown member",
            "the package has members beside [algorithm, encrypted_aes_key, encrypted_payload,"
                + " key_algorithm, payload_algorithm, version]",
            c -> c.member("processed_at", 1)),
        flaw(
            "an unknown inner member",
            "encrypted_payload has members beside [ciphertext, nonce, tag]",
            c -> c.member("encrypted_payload.aad", "")),
        flaw("no version", "the package lacks [version]", c -> c.withoutMember("version")),
        flaw("no algorithm", "the package lacks [algorithm]", c -> c.withoutMember("algorithm")),
        flaw(
            "no key algorithm",
            "the package lacks [key_algorithm]",
            c -> c.withoutMember("key_algorithm")),
        flaw(
            "no payload algorithm",
            "the package lacks [payload_algorithm]",
            c -> c.withoutMember("payload_algorithm")),
        flaw(
            "no wrapped key",
            "the package lacks [encrypted_aes_key]",
            c -> c.withoutMember("encrypted_aes_key")),
        flaw(
            "no payload",
            "the package lacks [encrypted_payload]",
            c -> c.withoutMember("encrypted_payload")),
        flaw(
            "no tag",
            "encrypted_payload lacks [tag]",
            c -> c.withoutMember("encrypted_payload.tag")),
        flaw(
            "no nonce",
            "encrypted_payload lacks [nonce]",
            c -> c.withoutMember("encrypted_payload.nonce")),
        flaw(
            "no ciphertext",
            "encrypted_payload lacks [ciphertext]",
            c -> c.withoutMember("encrypted_payload.ciphertext")),
        flaw(
            "a payload that is no object",
            "encrypted_payload is no object",
            c -> c.member("encrypted_payload", "x")),
        flaw("another version", "version is not \"1.0\"", c -> c.member("version", "2.0")),
        flaw("a version number", "version is not \"1.0\"", c -> c.member("version", 1.0)),
        flaw(
            "another algorithm",
            "algorithm is not \"hybrid-aes256-rsa4096\"",
            c -> c.member("algorithm", "rot13")),
        flaw(
            "another key algorithm",
            "key_algorithm is not \"RSA-OAEP-SHA256\"",
            c -> c.member("key_algorithm", "RSA-OAEP")),
        flaw(
            "another payload algorithm",
            "payload_algorithm is not \"AES-256-GCM\"",
            c -> c.member("payload_algorithm", "AES-128-GCM")),
        flaw(
            "a nonce of 16 bytes",
            "nonce has 16 bytes, 12 wanted",
            c -> c.member("encrypted_payload.nonce", TestCall.base64(bytes16))),
        flaw(
            "a tag of 12 bytes",
            "tag has 12 bytes, 16 wanted",
            c -> c.member("encrypted_payload.tag", TestCall.base64(new byte[12]))),
        flaw(
            "a wrapped key of 256 bytes",
            "encrypted_aes_key has 256 bytes, 512 wanted",
            c -> c.member("encrypted_aes_key", TestCall.base64(new byte[256]))),
        flaw(
            "a nonce that is no string",
            "nonce is no JSON string",
            c -> c.member("encrypted_payload.nonce", 7)),
        flaw("base64 without padding", notBase64("tag"), c -> tag(c, t -> t.replace("=", ""))),
        flaw("base64 with a line break", notBase64("tag"), c -> tag(c, t -> t + "\n")),
        flaw("URL-safe base64", notBase64("tag"), c -> tag(c, t -> "__" + t.substring(2))),
        flaw(
            "base64 with unused bits set",
            notBase64("tag"),
            c -> c.member("encrypted_payload.tag", "AAAAAAAAAAAAAAAAAAAAAB==")),
        flaw(
            "another tag",
            "ciphertext, nonce, tag and AES key do not belong together",
            c -> c.member("encrypted_payload.tag", TestCall.base64(bytes16))),
        flaw(
            "a wrapped key for somebody else",
            "encrypted_aes_key is not wrapped for the router's key with OAEP, SHA-256 and"
                + " MGF1-SHA-256",
            c -> c.member("encrypted_aes_key", TestCall.base64(new byte[512]))),
        flaw(
            "an AES-128 key",
            "the AES key has 16 bytes, 32 wanted",
            c -> c.aesKey = TestCall.CIPHER.randomBytes(16)));
  }

  private static String notBase64(String name) {
    return name + " is not base64 with padding, without line breaks and with zero unused bits";
  }

  private static void tag(TestCall call, java.util.function.UnaryOperator<String> change) {
    call.packageChange =
        p -> {
          JsonObject payload = p.getObject("encrypted_payload").orElseThrow();
          String tag = payload.getString("tag").orElseThrow();
          return Tampering.at(
              "encrypted_payload.tag", p, (in, name) -> in.put(name, change.apply(tag)));
        };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packages")
  void flawedPackage_isRefused(String name, String detail, Flaw flaw) throws Exception {
    assertRefused(400, detail, flaw);
  }

  static Stream<Arguments> plaintexts() {
    return Stream.of(
        flaw("no JSON", "the plaintext is not one JSON text in UTF-8", c -> c.asking("hello")),
        flaw(
            "not UTF-8",
            "the plaintext is not one JSON text in UTF-8",
            c ->
                c.plaintext =
                    "{\"model\":\"\u00fc\",\"messages\":[1]}"
                        .getBytes(StandardCharsets.ISO_8859_1)),
        flaw("an array", "the plaintext is no JSON object", c -> c.asking("[]")),
        flaw(
            "a member twice",
            "the plaintext names a member twice",
            c -> c.asking("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"role\":\"x\"}]}")),
        flaw(
            "no model",
            "model is no text, or an empty one",
            c -> c.asking("{\"messages\":[{\"role\":\"user\"}]}")),
        flaw(
            "empty model",
            "model is no text, or an empty one",
            c -> c.asking("{\"model\":\"\",\"messages\":[{\"role\":\"user\"}]}")),
        flaw(
            "no messages",
            "messages is no array, or an empty one",
            c -> c.asking("{\"model\":\"m\"}")),
        flaw(
            "empty messages",
            "messages is no array, or an empty one",
            c -> c.asking("{\"model\":\"m\",\"messages\":[]}")),
        flaw(
            "messages that are text",
            "messages is no array, or an empty one",
            c -> c.asking("{\"model\":\"m\",\"messages\":\"Hi\"}")),
        flaw("streaming", "stream is not false", c -> with(c, "\"stream\":true")),
        flaw("stream null", "stream is not false", c -> with(c, "\"stream\":null")),
        flaw("API key", "api_key is inside the plaintext", c -> with(c, "\"api_key\":\"k\"")),
        flaw("base URL", "base_url is inside the plaintext", c -> with(c, "\"base_url\":null")),
        flaw(
            "tier",
            "security_tier is inside the plaintext",
            c -> with(c, "\"security_tier\":\"high\"")),
        flaw(
            "nothing",
            "the plaintext has 0 bytes, 1 to 10485760 wanted",
            c -> c.plaintext = new byte[0]),
        flaw(
            "10 MiB and a byte",
            "the plaintext has 10485761 bytes, 1 to 10485760 wanted",
            c -> c.plaintext = sized(10_485_761)));
  }

  private static void with(TestCall call, String member) {
    call.asking("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]," + member + "}");
  }

  static byte[] sized(int bytes) {
    String head = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"";
    String tail = "\"}]}";
    return TestCall.utf8(head + "x".repeat(bytes - head.length() - tail.length()) + tail);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plaintexts")
  void flawedPlaintext_isRefused(String name, String detail, Flaw flaw) throws Exception {
    assertRefused(400, detail, flaw);
  }

  @Test
  void plaintextOfExactly10MiB_isAnswered() throws Exception {
    TestClient client = new TestClient(ROUTER.router());
    TestCall call = client.call();
    call.plaintext = sized(10_485_760);

    assertEquals(200, client.send(call).statusCode());
  }

  private static void assertRefused(int status, String detail, Flaw flaw) throws Exception {
    FakeRouter router = ROUTER.router();
    TestClient client = new TestClient(router);
    TestCall call = client.call();
    flaw.in(call);

    HttpResponse<byte[]> response = client.send(call);

    assertEquals(
        JsonObject.builder().put("detail", detail).build(),
        TestCall.JSON.read(new String(response.body(), StandardCharsets.UTF_8)),
        () -> new String(response.body(), StandardCharsets.UTF_8));
    assertEquals(status, response.statusCode());
    assertEquals(List.of(detail), router.violations());
    assertEquals(List.of(), router.requests());
    assertEquals(1, router.chatCalls());
  }

  @Nested
  class PathsAndMethods {

    @Test
    void unknownPath_isNotFound(FakeRouter router) throws Exception {
      HttpResponse<String> response = new TestClient(router).get("/v1/chat/completions");

      assertEquals(404, response.statusCode());
      assertEquals("{\"detail\":\"Not Found\"}", response.body());
      assertEquals(List.of("Not Found"), router.violations());
    }

    @Test
    void doubledSlash_isNotFound(FakeRouter router) throws Exception {
      assertEquals(404, new TestClient(router).get("//pki/public_key").statusCode());
    }

    @Test
    void query_isNotFound(FakeRouter router) throws Exception {
      assertEquals(404, new TestClient(router).get("/pki/public_key?x=1").statusCode());
    }

    @Test
    void wrongMethods_areNotAllowed(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall put = client.call();
      put.method = "PUT";
      TestCall postedKey = client.call();
      postedKey.path = "/pki/public_key";

      assertEquals(405, client.send(put).statusCode());
      assertEquals(405, client.send(postedKey).statusCode());
      assertEquals(0, router.chatCalls());
      assertEquals(0, router.keyFetches());
    }

    @Test
    void apiKeyOnKeyFetch_isRefused(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall fetch = client.call().header("Authorization", "Bearer secret");
      fetch.method = "GET";
      fetch.path = "/pki/public_key";

      assertEquals(400, client.send(fetch).statusCode());
      assertEquals(
          List.of("Authorization is sent where the protocol wants none"), router.violations());
    }
  }

  @Nested
  class ApiKeys {

    @Test
    void rightKey_isAnswered(FakeRouter router) throws Exception {
      router.requireApiKey("secret");

      assertEquals(200, statusWith(router, "Bearer secret"));
    }

    @Test
    void anyKey_isAnsweredWhenNoneIsRequired(FakeRouter router) throws Exception {
      assertEquals(200, statusWith(router, "Bearer anything"));
    }

    @Test
    void wrongKey_isUnauthorizedAndNoViolation(FakeRouter router) throws Exception {
      router.requireApiKey("secret");

      assertEquals(401, statusWith(router, "Bearer guess"));
      assertEquals(List.of(), router.violations());
      assertEquals(1, router.chatCalls());
    }

    @Test
    void missingKey_isUnauthorized(FakeRouter router) throws Exception {
      router.requireApiKey("secret");
      TestClient client = new TestClient(router);

      HttpResponse<byte[]> response = client.send(client.call());

      assertEquals(401, response.statusCode());
      assertEquals(
          "{\"detail\":\"the API key is missing\"}",
          new String(response.body(), StandardCharsets.UTF_8));
    }

    private int statusWith(FakeRouter router, String authorization) throws Exception {
      TestClient client = new TestClient(router);
      return client.send(client.call().header("Authorization", authorization)).statusCode();
    }
  }

  @Nested
  class Freshness {

    @Test
    void repeatedNonce_isRefused(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall second = client.call();
      second.nonce = first.nonce;

      client.send(first);

      assertEquals(400, client.send(second).statusCode());
      assertEquals(List.of("the nonce was used before"), router.violations());
    }

    @Test
    void repeatedAesKey_isRefusedUnderAnotherNonce(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall second = client.call();
      second.aesKey = first.aesKey;

      client.send(first);

      assertEquals(400, client.send(second).statusCode());
      assertEquals(List.of("the AES key was used before"), router.violations());
    }

    @Test
    void repeatedAesKey_isRefusedEvenAfterAnError(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      router.next(Script.status(503));
      TestCall first = client.call();
      TestCall retry = client.call();
      retry.aesKey = first.aesKey;

      client.send(first);

      assertEquals(400, client.send(retry).statusCode());
    }

    @Test
    void payloadIdOfAnAnsweredCall_isRefused(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall second =
          client.call().header("X-Payload-ID", first.headers.getOrDefault("X-Payload-ID", ""));

      client.send(first);

      assertEquals(400, client.send(second).statusCode());
      assertEquals(List.of("X-Payload-ID was used before"), router.violations());
    }

    @Test
    void payloadIdOfAFailedCall_mayComeAgain(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      router.next(Script.status(503));
      TestCall first = client.call();
      TestCall retry =
          client.call().header("X-Payload-ID", first.headers.getOrDefault("X-Payload-ID", ""));

      assertEquals(503, client.send(first).statusCode());
      assertEquals(200, client.send(retry).statusCode());
      assertEquals(List.of(), router.violations());
    }

    @Test
    void keyWithoutEncoding_leavesOnlyNoncesWatched() throws Exception {
      TestRsaKeys.Private token =
          ((TestRsaKeys.Private) TestCall.CIPHER.keys().generate(2048)).withoutEncoding();
      try (FakeRouter router = FakeRouter.builder(TestCall.CIPHER).key(token).start()) {
        TestClient client = new TestClient(router);
        TestCall first = client.call();
        TestCall sameKey = client.call();
        sameKey.aesKey = first.aesKey;
        TestCall sameNonce = client.call();
        sameNonce.nonce = first.nonce;

        assertEquals(200, client.send(first).statusCode());
        assertEquals(200, client.send(sameKey).statusCode());
        assertEquals(400, client.send(sameNonce).statusCode());
      }
    }
  }

  @Nested
  class Rotation {

    @Test
    void packageForAFormerKey_isRefusedWithoutBlame(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall stale = client.call();
      router.rotateKey();

      HttpResponse<byte[]> response = client.send(stale);

      assertEquals(400, response.statusCode());
      assertEquals(
          "{\"detail\":\"the package is sealed for a key the router no longer uses\"}",
          new String(response.body(), StandardCharsets.UTF_8));
      assertEquals(List.of(), router.violations());
    }

    @Test
    void everyRotation_bringsAnotherStrongKeyThatWorks(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      String first = router.publicKeyPem();
      router.rotateKey();
      String second = router.publicKeyPem();
      TestCall forSecond = client.call();
      router.rotateKey();
      SealingKey third = TestCall.publicKey(router.publicKeyPem());

      assertEquals(4096, TestCall.publicKey(first).sizeBits());
      assertEquals(4096, TestCall.publicKey(second).sizeBits());
      assertEquals(2048, third.sizeBits());
      assertEquals(false, first.equals(second));
      assertEquals(400, client.send(forSecond).statusCode());
      assertEquals(200, client.send(client.call()).statusCode());
      assertEquals(List.of(), router.violations());
    }

    @Test
    void reset_bringsTheFirstKeyBack(FakeRouter router) {
      String first = router.publicKeyPem();
      router.rotateKey();

      router.reset();

      assertEquals(first, router.publicKeyPem());
    }
  }
}
