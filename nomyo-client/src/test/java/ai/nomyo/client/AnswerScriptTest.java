// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static ai.nomyo.client.Outcome.http;
import static ai.nomyo.client.Outcome.opaque;
import static ai.nomyo.client.Outcome.unconnected;
import static ai.nomyo.client.Outcome.untrusted;
import static ai.nomyo.client.Outcome.unusable;
import static ai.nomyo.client.Outcome.withoutDetail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script of the router's, and what becomes of the call. */
class AnswerScriptTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureCompletionClient client =
      Flow.client(router).apiKey(Canary.API_KEY).buildProtocolClient();
  private final String payloadId = Flow.freshId();

  @BeforeEach
  void answer() {
    router.answerWith(Answer.text(Canary.ANSWER));
  }

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  private ChatResponse call(String id) {
    return client.sendSecureRequest(Flow.asking(Canary.PROMPT), id, RequestOptions.none());
  }

  /** Fails as expected, tells no secret, and leaves the client as it was. */
  private void assertFails(Outcome expected) {
    NomyoException failure = assertThrows(NomyoException.class, () -> call(payloadId));
    expected.check(failure, payloadId, router.baseUrl().getPort());
    Canary.assertAbsent(failure);
    router.reset();
    assertEquals(Optional.of("echo: " + Canary.PROMPT), call(Flow.freshId()).firstText());
  }

  // The name of a script, a word on it where there are several of the name, the script, the
  // outcome.

  static Stream<Arguments> statuses() {
    return Stream.of(
        arguments(
            "status 400",
            Script.status(400).detail("bad"),
            http(InvalidRequestException.class, 400, false, "bad")),
        arguments(
            "status 401",
            Script.status(401).detail(Canary.API_KEY + " is wrong"),
            http(AuthenticationException.class, 401, false, "[API key] is wrong")),
        arguments(
            "status 403",
            Script.status(403).detail("tier"),
            http(ForbiddenException.class, 403, false, "tier")),
        arguments(
            "status 404", Script.status(404), http(ApiException.class, 404, false, "scripted")),
        arguments(
            "status 422",
            Script.status(422).detail(List.of(Map.of("input", Canary.PROMPT))),
            http(ApiException.class, 422, false, "[{}]")),
        arguments(
            "status 429",
            Script.status(429).detail(Map.of("wait", 1)).header("Retry-After", "1"),
            http(RateLimitException.class, 429, true, "{\"wait\":1}")),
        arguments(
            "status 500", Script.status(500), http(ServerException.class, 500, true, "scripted")),
        arguments(
            "status 502",
            Script.status(502).html("<html>" + Canary.ANSWER + "</html>"),
            withoutDetail(ApiException.class, 502, true)),
        arguments(
            "status 503",
            Script.status(503).detail("line one\r\nline two"),
            http(ServiceUnavailableException.class, 503, true, "line one line two")),
        arguments(
            "status 504", Script.status(504), http(ApiException.class, 504, true, "scripted")),
        arguments(
            "status 302",
            Script.status(302).header("Location", "/pki/public_key"),
            http(ApiException.class, 302, false, "scripted")),
        arguments("status 204", Script.status(204), withoutDetail(ApiException.class, 204, false)),
        arguments(
            "status 418",
            Script.status(418).detail("x".repeat(70_000)),
            withoutDetail(ApiException.class, 418, false)));
  }

  static Stream<Arguments> connections() {
    return Stream.of(
        arguments(
            "closedBeforeStatus", Script.closedBeforeStatus(), unconnected("the connection broke")),
        arguments("closedMidBody", Script.closedMidBody(), unconnected("the connection broke")),
        arguments(
            "rawResponse",
            Script.rawResponse(bytes(Canary.ANSWER + "\r\n\r\n")),
            unconnected("what came back is not HTTP")),
        arguments(
            "rawResponse cut",
            Script.rawResponse(bytes("HTTP/1.1 200 OK\r\nX-Cut: " + Canary.ANSWER)),
            unconnected("the connection broke")));
  }

  static Stream<Arguments> unusableBodies() {
    return Stream.of(
        arguments("emptyBody", Script.emptyBody(), unusable("the body is no package")),
        arguments("unencrypted", Script.unencrypted(), unusable("the package lacks")),
        arguments(
            "status 200 of HTML",
            Script.status(200).html(Canary.ANSWER),
            unusable("the body is no package: not JSON at line 1, column")),
        arguments(
            "oversizedBody",
            Script.oversizedBody(64L * 1024 * 1024 + 1),
            unusable("the body is larger than 67108864 bytes")),
        arguments("truncatedTo", Script.truncatedTo(100), unusable("the body is no package")),
        arguments(
            "member of the wrong type",
            Script.member("version", 1),
            unusable("the package lacks version")),
        arguments(
            "member that is no base64",
            Script.member("encrypted_payload.ciphertext", Canary.ANSWER + "!"),
            unusable("a member is not base64")),
        arguments(
            "withoutMember version",
            Script.withoutMember("version"),
            unusable("the package lacks version")),
        arguments(
            "withoutMember algorithm",
            Script.withoutMember("algorithm"),
            unusable("the package lacks algorithm")),
        arguments(
            "withoutMember payload",
            Script.withoutMember("encrypted_payload"),
            unusable("the package lacks encrypted_payload")),
        arguments(
            "withoutMember ciphertext",
            Script.withoutMember("encrypted_payload.ciphertext"),
            unusable("the package lacks ciphertext")),
        arguments(
            "withoutMember nonce",
            Script.withoutMember("encrypted_payload.nonce"),
            unusable("the package lacks nonce")),
        arguments(
            "withoutMember tag",
            Script.withoutMember("encrypted_payload.tag"),
            unusable("the package lacks tag")),
        arguments(
            "withoutMember key",
            Script.withoutMember("encrypted_aes_key"),
            unusable("the package lacks encrypted_aes_key")),
        arguments(
            "plaintextNoObject",
            Script.plaintextNoObject(),
            unusable("what was sealed is no JSON object")),
        arguments(
            "plaintextNotJson",
            Script.plaintextNotJson(),
            unusable("what was sealed is not JSON at line 1, column")),
        arguments(
            "plaintext",
            Script.plaintext(Canary.ANSWER),
            unusable("what was sealed is not JSON at line 1, column")),
        arguments(
            "plaintext with strange metadata",
            Script.plaintext("{\"x\":\"" + Canary.ANSWER + "\",\"_metadata\":7}"),
            unusable("the answer's _metadata is no object")));
  }

  static Stream<Arguments> untrustedPackages() {
    return Stream.of(
        arguments("tamperedCiphertext", Script.tamperedCiphertext(), opaque()),
        arguments("tamperedNonce", Script.tamperedNonce(), opaque()),
        arguments("tamperedTag", Script.tamperedTag(), opaque()),
        arguments("tamperedWrappedKey", Script.tamperedWrappedKey(), opaque()),
        arguments("wrappedKeySize short", Script.wrappedKeySize(511), opaque()),
        arguments("wrappedKeySize long", Script.wrappedKeySize(513), opaque()),
        arguments("wrappedKeySize none", Script.wrappedKeySize(0), opaque()),
        arguments("sealedForAnotherKey", Script.sealedForAnotherKey(), opaque()),
        arguments("nonceSize short", Script.nonceSize(11), untrusted("the nonce has not 12 bytes")),
        arguments("nonceSize long", Script.nonceSize(16), untrusted("the nonce has not 12 bytes")),
        arguments("tagSize short", Script.tagSize(12), untrusted("the tag has not 16 bytes")),
        arguments("tagSize long", Script.tagSize(17), untrusted("the tag has not 16 bytes")),
        arguments(
            "member version",
            Script.member("version", "2.0"),
            untrusted("the package is of an unknown version")),
        arguments(
            "member algorithm",
            Script.member("algorithm", "none"),
            untrusted("the package names an unknown algorithm")),
        arguments(
            "member key_algorithm",
            Script.member("key_algorithm", "RSA-PKCS1"),
            untrusted("unknown key algorithm")),
        arguments(
            "member payload_algorithm",
            Script.member("payload_algorithm", "AES-256-CBC"),
            untrusted("unknown payload algorithm")),
        arguments(
            "duplicateMember",
            Script.duplicateMember(),
            untrusted("the package names a member twice")),
        arguments(
            "duplicateInnerMember",
            Script.duplicateInnerMember(),
            untrusted("the answer names a member twice")),
        arguments(
            "innerPayloadId",
            Script.innerPayloadId("3f2b6c1e-0000-4000-8000-000000000001"),
            untrusted("the answer belongs to another request")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"statuses", "connections", "unusableBodies", "untrustedPackages"})
  void fails(String name, Script script, Outcome expected) {
    router.next(script);
    assertFails(expected);
  }

  @Nested
  class Accepted {

    static final Set<String> SCRIPTS =
        Set.of(
            "usual",
            "held",
            "answer",
            "hugeAnswer",
            "innerPayloadIdAsSent",
            "unknownMembers",
            "withoutMember");

    private ChatResponse called(Script script) {
      router.next(script);
      return call(payloadId);
    }

    @Test
    void usualAnswer() {
      assertEquals(Optional.of(Canary.ANSWER), called(Script.usual()).firstText());
    }

    @Test
    void heldAnswer_onceItIsReleased() {
      Hold hold = new Hold();
      hold.release();
      assertEquals(Optional.of(Canary.ANSWER), called(Script.held(hold)).firstText());
      assertEquals(
          Optional.of("echo: " + Canary.PROMPT),
          afterReset(Script.usual().heldMidBodyBy(hold)).firstText());
    }

    private ChatResponse afterReset(Script script) {
      router.reset();
      router.next(script);
      return call(Flow.freshId());
    }

    @Test
    void anyOtherAnswer_evenAnEmptyObject() {
      assertEquals(Optional.empty(), called(Script.answer(any -> JsonObject.empty())).firstText());
    }

    @Test
    void hugeAnswer() {
      int chars = 12 * 1024 * 1024;
      assertEquals("x".repeat(chars), called(Script.hugeAnswer(chars)).firstText().orElseThrow());
    }

    @Test
    void innerPayloadIdAsSent() {
      assertEquals(
          Optional.of(payloadId), called(Script.innerPayloadIdAsSent()).metadata().payloadId());
    }

    @Test
    void packageWithoutOptionalNames() {
      Script without =
          Script.withoutMember("key_algorithm").and(Script.withoutMember("payload_algorithm"));
      assertEquals(Optional.of(Canary.ANSWER), called(without).firstText());
    }

    @Test
    void unknownMembersEverywhere_whichCanBeReached() {
      ChatResponse response = called(Script.unknownMembers());
      Optional<JsonObject> unknown =
          Optional.of(JsonObject.builder().put("from", "the future").build());
      assertEquals(unknown, response.json().getObject("x_unknown"));
      assertEquals(unknown, response.choices().get(0).json().getObject("x_unknown"));
      assertEquals(
          unknown, response.choices().get(0).message().orElseThrow().json().getObject("x_unknown"));
      assertEquals(unknown, response.usage().orElseThrow().json().getObject("x_unknown"));
      assertEquals(unknown, response.metadata().json().getObject("x_unknown"));
      assertEquals(Optional.of(Canary.ANSWER), response.firstText());
    }
  }

  @Test
  void tables_nameEveryScriptForAnswers() {
    Set<String> named =
        Stream.of(statuses(), connections(), unusableBodies(), untrustedPackages())
            .flatMap(rows -> rows)
            .map(row -> row.get()[0].toString().split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    named.addAll(Accepted.SCRIPTS);
    named.addAll(KeyScriptTest.SCRIPTS);
    Set<String> existing =
        Arrays.stream(Script.class.getDeclaredMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(existing, named);
  }
}
