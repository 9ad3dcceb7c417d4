// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.testkit.Script;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 3, 4, 5 and 7: what the router's answers end in, with the one line that goes with each. */
class ExitCodeOfAnswersTest extends ExitCodeFixture {

  @Nested
  class HttpErrors345 {

    @ParameterizedTest
    @CsvSource({
      "400, 3, InvalidRequestException",
      "401, 4, AuthenticationException",
      "403, 4, ForbiddenException",
      "404, 3, ApiException",
      "418, 3, ApiException",
      "422, 3, ApiException",
      "429, 5, RateLimitException",
      "500, 3, ServerException",
      "502, 3, ApiException",
      "503, 5, ServiceUnavailableException",
      "504, 3, ApiException",
    })
    void ofEitherEndpoint(int status, int exitCode, String exception) {
      router.next(Script.status(status).detail("because\nof " + API_KEY));
      assertFailure(exitCode, exception, cli.chat(PROMPT, ONCE));

      router.nextKeyFetch(Script.status(status).html("<h1>" + PROMPT + "</h1>"));
      assertFailure(exitCode, exception, cli.chat(PROMPT, ONCE));
    }

    @Test
    void theReasonIsShown() {
      router.next(Script.status(403).detail("model not allowed"));

      assertEquals("ForbiddenException: HTTP 403: model not allowed\n", cli.chat(PROMPT).err());
    }

    @Test
    void theWrongApiKey() {
      router.requireApiKey("another");

      assertFailure(4, "AuthenticationException", cli.chat(PROMPT));
    }
  }

  @Nested
  class UnusableReplies3 {

    static Stream<Arguments> scripts() {
      return Stream.of(
          Arguments.of("empty", Script.emptyBody()),
          Arguments.of("in the clear", Script.unencrypted()),
          Arguments.of("HTML", Script.status(200).html(PROMPT)),
          Arguments.of("cut", Script.truncatedTo(100)),
          Arguments.of("without a tag", Script.withoutMember("encrypted_payload.tag")),
          Arguments.of("a number as nonce", Script.member("encrypted_payload.nonce", 7)),
          Arguments.of("base64 junk", Script.member("encrypted_payload.tag", "?")),
          Arguments.of("no object inside", Script.plaintextNoObject()),
          Arguments.of("no JSON inside", Script.plaintextNotJson()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void areNoAnswers(String name, Script script) {
      router.next(script);

      assertFailure(3, "InvalidResponseException", cli.chat(PROMPT));
    }
  }

  @Nested
  class SecurityViolation7 {

    @Test
    void plainHttpThatWasNotAllowed() {
      Cli strict = Cli.plain().withGoldenKey().with("--base-url=" + router.baseUrl());

      assertFailure(7, "SecurityViolationException", strict.chat(PROMPT));
      assertEquals(0, router.keyFetches());
    }

    static Stream<Script> keys() {
      return Stream.of(
          Script.weakKey(),
          Script.ecKey(),
          Script.garbageKey(),
          Script.status(200).body("text/html", "<h1>Hello</h1>"),
          Script.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyOfTheRouter(Script script) {
      router.nextKeyFetch(script);

      assertFailure(7, "SecurityViolationException", cli.chat(PROMPT));
      assertEquals(0, router.chatCalls());
    }

    static Stream<Arguments> replies() {
      return Stream.of(
          Arguments.of("ciphertext", Script.tamperedCiphertext()),
          Arguments.of("tag", Script.tamperedTag()),
          Arguments.of("nonce", Script.tamperedNonce()),
          Arguments.of("wrapped key", Script.tamperedWrappedKey()),
          Arguments.of("nonce of 16 bytes", Script.nonceSize(16)),
          Arguments.of("tag of 12 bytes", Script.tagSize(12)),
          Arguments.of("wrapped key of 256 bytes", Script.wrappedKeySize(256)),
          Arguments.of("another key", Script.sealedForAnotherKey()),
          Arguments.of("version", Script.member("version", "2.0")),
          Arguments.of("algorithm", Script.member("algorithm", "rot13")),
          Arguments.of("duplicate member", Script.duplicateMember()),
          Arguments.of("duplicate member inside", Script.duplicateInnerMember()),
          Arguments.of("payload id", Script.innerPayloadId("another")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void reply(String name, Script script) {
      router.next(script);

      assertFailure(7, "SecurityViolationException", cli.chat(PROMPT));
    }
  }
}
