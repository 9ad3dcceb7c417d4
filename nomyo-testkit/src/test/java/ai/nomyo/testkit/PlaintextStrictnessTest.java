// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static ai.nomyo.testkit.Flaw.flaw;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be inside a package: every flaw is a 400 that says what it is, and a record. */
class PlaintextStrictnessTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

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
    flaw.isRefused(ROUTER.router(), detail);
  }

  @Test
  void plaintextOfExactly10MiB_isAnswered() throws Exception {
    TestClient client = new TestClient(ROUTER.router());
    TestCall call = client.call();
    call.plaintext = sized(10_485_760);

    assertEquals(200, client.send(call).statusCode());
  }
}
