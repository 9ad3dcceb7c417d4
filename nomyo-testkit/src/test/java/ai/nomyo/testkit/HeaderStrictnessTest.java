// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static ai.nomyo.testkit.Flaw.flaw;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.testkit.machine.JdkKeyPair;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 2 of the protocol: every flaw is a 400 that says what it is, and a record. */
class HeaderStrictnessTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

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
        flaw("public key with escaped /", NOT_ENCODED, c -> c.header("X-Public-Key", "a%2Fb")),
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
        flaw(
            "EC public key",
            "X-Public-Key holds no RSA key",
            c -> pem(c, JdkKeyPair.ellipticCurve().publicPem())),
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void flawedHeader_isRefused(String name, String detail, Flaw flaw) throws Exception {
    flaw.isRefused(ROUTER.router(), detail);
  }
}
