// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static ai.nomyo.testkit.Flaw.flaw;

import ai.nomyo.json.JsonObject;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 3 of the protocol: every flaw is a 400 that says what it is, and a record. */
class PackageStrictnessTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

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

  private static void tag(TestCall call, UnaryOperator<String> change) {
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
    flaw.isRefused(ROUTER.router(), detail);
  }
}
