// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static ai.nomyo.client.Outcome.http;
import static ai.nomyo.client.Outcome.unconnected;
import static ai.nomyo.client.Outcome.untrusted;
import static ai.nomyo.client.Outcome.unusable;
import static ai.nomyo.client.Outcome.withoutDetail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the router may serve instead of its key, and that nothing is sealed for it. */
class KeyScriptTest {

  /** The scripts that are about keys only. */
  static final Set<String> SCRIPTS = Set.of("weakKey", "ecKey", "garbageKey");

  private static final Outcome NO_KEY =
      untrusted("what the router sent as its key is no RSA public key in PEM");

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureCompletionClient client =
      Flow.client(router).apiKey(Canary.API_KEY).buildProtocolClient();

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  static Stream<Arguments> keys() {
    String key = Golden.text("server/public_key.pem");
    return Stream.of(
        arguments(
            "weakKey",
            Script.weakKey(),
            untrusted("the router's key has 1024 bits, at least 2048 are needed")),
        arguments("ecKey", Script.ecKey(), NO_KEY),
        arguments("garbageKey", Script.garbageKey(), NO_KEY),
        arguments("HTML", Script.status(200).html("<html>sign in</html>"), NO_KEY),
        arguments("nothing", Script.emptyBody(), NO_KEY),
        arguments("two keys", Script.status(200).body("text/plain", key + key), NO_KEY),
        arguments(
            "a private key",
            Script.status(200).body("text/plain", Golden.text("client/private_key.pem")),
            NO_KEY),
        arguments("half a key", Script.usual().and(Script.truncatedTo(400)), NO_KEY),
        arguments(
            "oversized",
            Script.oversizedBody(64 * 1024 + 1),
            unusable("the body is larger than 65536 bytes")),
        arguments(
            "503",
            Script.status(503).detail("down"),
            http(ServiceUnavailableException.class, 503, true, "down")),
        arguments(
            "301 to plain text",
            Script.status(301).header("Location", "http://127.0.0.1:1/key").html("moved"),
            withoutDetail(ApiException.class, 301, false)),
        arguments("closed", Script.closedBeforeStatus(), unconnected("the connection broke")),
        arguments("closed midway", Script.closedMidBody(), unconnected("the connection broke")),
        arguments(
            "no HTTP",
            Script.rawResponse("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)),
            unconnected("")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void unusableKey_endsTheCall_beforeAnythingIsSealedOrSent(
      String name, Script script, Outcome expected) {
    router.nextKeyFetch(script);
    String payloadId = Flow.freshId();
    NomyoException failure =
        assertThrows(
            NomyoException.class,
            () ->
                client.sendSecureRequest(
                    Flow.asking(Canary.PROMPT), payloadId, RequestOptions.none()));
    expected.check(failure, payloadId, router.baseUrl().getPort());
    Canary.assertAbsent(failure);
    assertEquals(0, router.chatCalls());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void unusableKey_endsTheOtherStepsAlike(String name, Script script, Outcome expected) {
    router.nextKeyFetch(script.times(2));
    NomyoException fetching = assertThrows(NomyoException.class, client::fetchServerPublicKey);
    NomyoException sealing =
        assertThrows(NomyoException.class, () -> client.encryptPayload(Flow.asking(Canary.PROMPT)));
    assertSame(expected.type(), fetching.getClass());
    assertSame(expected.type(), sealing.getClass());
    assertEquals(Optional.empty(), fetching.payloadId());
    Canary.assertAbsent(sealing);
  }

  @Test
  void keyAmongOtherText_isFound() {
    String pem = Golden.text("server/public_key.pem");
    router.nextKeyFetch(
        Script.status(200)
            .body("application/octet-stream", "router\r\n" + pem.replace("\n", "\r\n") + "end"));
    assertEquals(pem, client.fetchServerPublicKey());
  }
}
