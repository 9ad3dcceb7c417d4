// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static ai.nomyo.testkit.UnderScript.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.wire.MalformedJsonException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What scripts do to packages and to what is sealed in them. */
class ScriptedPackageTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private final UnderScript under = new UnderScript(ROUTER::router);

  @Nested
  class Packages {

    static Stream<Arguments> forgeries() {
      return Stream.of(
          arguments("ciphertext", Script.tamperedCiphertext()),
          arguments("nonce", Script.tamperedNonce()),
          arguments("tag", Script.tamperedTag()),
          arguments("wrapped key", Script.tamperedWrappedKey()),
          arguments("recipient", Script.sealedForAnotherKey()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void forgedPart_doesNotOpenAndLooksWell(String part, Script script) throws Exception {
      HttpResponse<byte[]> response = under.send(script);

      assertEquals(200, response.statusCode());
      assertThrows(CipherException.class, () -> TestCall.open(response.body()));
      assertSizes(TestCall.JSON.read(text(response)).asObject().orElseThrow(), 12, 16, 256);
    }

    private void assertSizes(JsonObject sealed, int nonce, int tag, int wrappedKey) {
      JsonObject payload = sealed.getObject("encrypted_payload").orElseThrow();
      assertEquals(nonce, size(payload, "nonce"));
      assertEquals(tag, size(payload, "tag"));
      assertEquals(wrappedKey, size(sealed, "encrypted_aes_key"));
    }

    private int size(JsonObject object, String name) {
      return Base64.getDecoder().decode(object.getString(name).orElseThrow()).length;
    }

    @Test
    void sizes_areWhatTheScriptSays() throws Exception {
      assertSizes(under.sealed(Script.nonceSize(16)), 16, 16, 256);
      assertSizes(under.sealed(Script.tagSize(12)), 12, 12, 256);
      assertSizes(under.sealed(Script.wrappedKeySize(255)), 12, 16, 255);
    }

    @Test
    void members_areSetAndLeftOut() throws Exception {
      assertEquals(
          Optional.of("rot13"),
          under.sealed(Script.member("algorithm", "rot13")).getString("algorithm"));
      assertEquals(
          Optional.empty(),
          under.sealed(Script.withoutMember("key_algorithm")).get("key_algorithm"));
      JsonObject payload =
          under
              .sealed(Script.withoutMember("encrypted_payload.tag"))
              .getObject("encrypted_payload")
              .orElseThrow();
      assertEquals(Set.of("ciphertext", "nonce"), payload.members().keySet());
    }

    @Test
    void usualPackage_hasEveryMemberInOrder() throws Exception {
      assertEquals(
          List.of(
              "version",
              "algorithm",
              "encrypted_payload",
              "encrypted_aes_key",
              "key_algorithm",
              "payload_algorithm",
              "processed_at"),
          List.copyOf(under.sealed(Script.usual()).members().keySet()));
    }

    @Test
    void duplicateMember_isTheOnlyFault() throws Exception {
      HttpResponse<byte[]> response = under.send(Script.duplicateMember());

      MalformedJsonException refused =
          assertThrows(
              MalformedJsonException.class,
              () -> TestCall.JSON.read(new ByteArrayInputStream(response.body())));
      assertTrue(refused.duplicateMember());
    }

    @Test
    void duplicateInnerMember_isSealed() throws Exception {
      String inner = TestCall.openText(under.send(Script.duplicateInnerMember()).body());

      assertTrue(inner.matches("\\{(\"id\":\"[^\"]+\"),\\1,.*"), inner);
    }

    @Test
    void unknownMembers_areEverywhereAndDoNoHarm() throws Exception {
      HttpResponse<byte[]> response = under.send(Script.unknownMembers());
      JsonObject outer = TestCall.JSON.read(text(response)).asObject().orElseThrow();
      JsonObject inner = TestCall.open(response.body());
      JsonObject choice = inner.getObjects("choices").get(0);

      for (JsonObject object :
          List.of(
              outer,
              outer.getObject("encrypted_payload").orElseThrow(),
              inner,
              choice,
              choice.getObject("message").orElseThrow(),
              inner.getObject("usage").orElseThrow(),
              inner.getObject("_metadata").orElseThrow())) {
        assertTrue(object.getObject("x_unknown").isPresent());
      }
    }
  }

  @Nested
  class Contents {

    @Test
    void innerPayloadId_isAnothersOrItsOwn(FakeRouter router) throws Exception {
      JsonObject other = under.opened(Script.innerPayloadId("other"));
      JsonObject own = under.opened(Script.innerPayloadIdAsSent());

      assertEquals(Optional.of("other"), payloadId(other));
      assertEquals(Optional.of(router.lastRequest().payloadId()), payloadId(own));
      assertTrue(own.getObject("_metadata").flatMap(all -> all.get("security_tier")).isPresent());
    }

    private Optional<String> payloadId(JsonObject answer) {
      return answer.getObject("_metadata").flatMap(metadata -> metadata.getString("payload_id"));
    }

    @Test
    void plaintext_isWhateverTheTestSays() throws Exception {
      assertEquals(
          "[\"no object\"]", TestCall.openText(under.send(Script.plaintextNoObject()).body()));
      assertEquals("ü", TestCall.openText(under.send(Script.plaintext("ü")).body()));
      String cut = TestCall.openText(under.send(Script.plaintextNotJson()).body());
      assertThrows(InvalidInputException.class, () -> TestCall.JSON.read(cut));
    }

    @Test
    void oneAnswer_isGivenOnce() throws Exception {
      assertEquals(JsonObject.empty(), under.opened(Script.answer(request -> JsonObject.empty())));
      assertTrue(under.opened(Script.usual()).get("choices").isPresent());
    }
  }
}
