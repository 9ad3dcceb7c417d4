// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files of the reference implementation, in both directions. */
class GoldenFlowTest {

  private static final String OPAQUE = "the package cannot be opened with this key";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private static ChatResponse decrypted(String backend, String name) {
    try (SecureCompletionClient client =
        Nomyo.client().backend(backend).keyDirectory(Golden.clientKeys()).buildProtocolClient()) {
      return client.decryptResponse(
          Golden.bytes("responses/" + name + ".package.json"), Golden.PAYLOAD_ID);
    }
  }

  @Nested
  class Answers {

    @ParameterizedTest
    @CsvSource({
      "jdk, minimal", "jdk, parameters", "jdk, tools", "jdk, unicode",
      "bc, minimal", "bc, parameters", "bc, tools", "bc, unicode"
    })
    void goodOnes_openToWhatTheReferenceClientGives(String backend, String name) {
      ChatResponse response = decrypted(backend, "good/" + name);
      assertEquals(Golden.json("responses/good/" + name + ".result.json"), response.json());
      assertEquals(response.json(), Nomyo.json().read(response.toJson()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "not-json", "tag-missing", "base64-junk"})
    void whatIsNoPackage_isAnInvalidResponse(String name) {
      InvalidResponseException refused =
          assertThrows(InvalidResponseException.class, () -> decrypted("jdk", "bad/" + name));
      assertEquals(Optional.of(Golden.PAYLOAD_ID), refused.payloadId());
      assertEquals(200, refused.status());
    }

    @ParameterizedTest
    @CsvSource({
      "version-unknown, the package is of an unknown version",
      "algorithm-unknown, the package names an unknown algorithm",
      "tag-12-bytes, the tag has not 16 bytes"
    })
    void whatNamesOrMeasuresWrongly_isRefusedByName(String name, String message) {
      assertEquals(message, violation("jdk", name).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
      "jdk, ciphertext-bit",
      "jdk, nonce-bit",
      "jdk, tag-bit",
      "jdk, key-bit",
      "jdk, oaep-mgf1-sha1",
      "bc, ciphertext-bit",
      "bc, nonce-bit",
      "bc, tag-bit",
      "bc, key-bit",
      "bc, oaep-mgf1-sha1"
    })
    void whatDoesNotOpen_isRefusedWithoutSayingWhy(String backend, String name) {
      SecurityViolationException refused = violation(backend, name);
      assertEquals(OPAQUE, refused.getMessage());
      assertEquals(null, refused.getCause());
    }

    private SecurityViolationException violation(String backend, String name) {
      return assertThrows(
          SecurityViolationException.class, () -> decrypted(backend, "bad/" + name));
    }
  }

  @Nested
  class Requests {

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "parameters", "tools", "unicode"})
    void thoseOfTheReferenceClient_areAcceptedOnce(String name) throws Exception {
      FakeRouter router = ROUTER.router();
      byte[] sealed = Golden.bytes("requests/" + name + ".package.json");
      assertEquals(200, posted(router, sealed));
      assertEquals(
          Golden.json("requests/" + name + ".plaintext.json"), router.lastRequest().json());
      assertEquals(400, posted(router, sealed));
      assertEquals(List.of("the nonce was used before"), router.violations());
    }

    private int posted(FakeRouter router, byte[] sealed) throws Exception {
      try (HttpClientTransport transport = HttpClientTransport.builder().build()) {
        return transport
            .send(
                new TransportRequest(
                    "POST",
                    URI.create(router.baseUrl() + "/v1/chat/secure_completion"),
                    headers(),
                    Optional.of(body(sealed)),
                    Timeouts.DEFAULT,
                    1 << 20))
            .status();
      }
    }

    private Map<String, String> headers() {
      return Map.of(
          "Content-Type",
          "application/octet-stream",
          "X-Payload-ID",
          Flow.freshId(),
          "X-Public-Key",
          Golden.text("client/x-public-key-header.txt").strip());
    }

    private RequestBody body(byte[] sealed) {
      return new RequestBody() {
        @Override
        public int sizeBytes() {
          return sealed.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(sealed);
        }
      };
    }

    @ParameterizedTest
    @CsvSource({"jdk, bc, minimal", "jdk, bc, tools", "bc, jdk, parameters", "bc, jdk, unicode"})
    void ours_openWithTheServersKeyToTheSameJson(String client, String server, String name)
        throws Exception {
      ChatRequest request = ChatRequest.of(Golden.json("requests/" + name + ".plaintext.json"));
      HybridCipher other = Backends.named(server).cipher();
      try (SecureCompletionClient ours =
              Flow.client(ROUTER.router()).backend(client).buildProtocolClient();
          OpeningKey key = Golden.serverKey(other)) {
        assertEquals(request.json(), Golden.opened(ours.encryptPayload(request), other, key));
      }
    }

    @Test
    void publicKeyHeader_isSpeltAsTheReferenceClientSpellsIt() {
      try (var client = Flow.client(ROUTER.router()).build()) {
        client.create(Flow.asking("hello"));
        assertEquals(
            Optional.of(Golden.text("client/x-public-key-header.txt").strip()),
            ROUTER.router().lastRequest().header("X-Public-Key"));
      }
    }
  }

  @Nested
  class ProtectedKey {

    private void load(char @Nullable [] password) {
      try (SecureCompletionClient client = Nomyo.client().buildProtocolClient()) {
        client.loadKeys(
            Golden.path("client-password/private_key.pem"),
            Golden.path("client-password/public_key.pem"),
            password);
      }
    }

    @Test
    void loadsWithItsPassword_andAnswersIn() {
      load(Golden.password());
      FakeRouter router = ROUTER.router();
      try (var client =
          Flow.keyless(router)
              .keyDirectory(Golden.path("client-password"))
              .keyPassword(Golden.password())
              .build()) {
        assertEquals(Optional.of("echo: hello"), client.create(Flow.asking("hello")).firstText());
      }
      assertEquals(
          Golden.text("client-password/public_key.pem"), router.lastRequest().publicKeyPem());
    }

    @Test
    void otherOrNoPassword_isAKeyFileError() {
      assertThrows(KeyFileException.class, () -> load("wrong".toCharArray()));
      assertThrows(KeyFileException.class, () -> load(new char[0]));
      assertThrows(KeyFileException.class, () -> load(null));
      ClientBuilder withoutPassword = Nomyo.client().keyDirectory(Golden.path("client-password"));
      assertThrows(KeyFileException.class, withoutPassword::build);
    }
  }
}
