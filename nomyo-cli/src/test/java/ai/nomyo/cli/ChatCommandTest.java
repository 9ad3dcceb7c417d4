// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt of the command line, and its answer on standard output. */
class ChatCommandTest extends ChatFixture {

  private static final String UNICODE = "😀 שלום \u2028 𝄞 – ";

  @Nested
  class APrompt {

    @Test
    void isAnsweredWithTextOnStandardOutputAndNothingElse() {
      Cli.assertSuccess("echo: Hello!\n", cli.chat("Hello!"));
    }

    @Test
    void becomesARequestOfTheDefaultModelAndNoOtherParameter() {
      cli.chat("Hello!");

      assertEquals(
          Golden.json(
              "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}],"
                  + "\"model\":\"Qwen/Qwen3-0.6B\"}"),
          router.lastRequest().json());
      assertEquals(Optional.empty(), router.lastRequest().securityTier());
    }

    @Test
    void maySayAnythingUnicodeHas() {
      Cli.assertSuccess("echo: " + UNICODE + "\n", cli.chat(UNICODE));
    }

    @Test
    void mayBeginWithAnAtSignAndNameAFileThatIsNotRead() throws IOException {
      String prompt = "@" + file("secret.txt", "not for the router");

      Cli.assertSuccess("echo: " + prompt + "\n", cli.chat(prompt));
    }

    @Test
    void mayBeginWithADashBehindTwo() {
      Cli.assertSuccess("echo: -5 degrees?\n", cli.chat("--", "-5 degrees?"));
    }

    @Test
    void goesWithTheOptionsGiven() {
      cli.chat(
          "Hello!",
          "--model=m/1",
          "--system=Be brief.",
          "--temperature=0.7",
          "--max-tokens=42",
          "--security-tier=maximum",
          "--max-retries=0");

      assertEquals(
          Golden.json(
              "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                  + "{\"role\":\"user\",\"content\":\"Hello!\"}],"
                  + "\"model\":\"m/1\",\"temperature\":0.7,\"max_tokens\":42}"),
          router.lastRequest().json());
      assertEquals(Optional.of(SecurityTier.MAXIMUM), router.lastRequest().securityTier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "2.0"})
    void mayHaveATemperatureAtTheBounds(String temperature) {
      assertEquals(0, cli.chat("Hello!", "--temperature", temperature).exitCode());
    }

    @Test
    void goesThroughTheOtherBackendAsWell() {
      try (FakeRouter other = FakeRouter.start(JcaHybridCipher.onJdk())) {
        Cli.assertSuccess("echo: Hello!\n", Cli.of(other.baseUrl()).chat("Hello!", "--backend=bc"));
        assertEquals(List.of(), other.violations());
      }
    }
  }

  @Nested
  class AnAnswer {

    @Test
    void isPrintedWithItsLineBreaks() {
      router.answerWith(Answer.text("one\ntwo\r\n"));

      Cli.assertSuccess("one\ntwo\r\n\n", cli.chat("Hello!"));
    }

    @Test
    void isOneJsonObjectOnOneLineOnRequest() {
      router.next(Script.unknownMembers());

      Cli.Result result = cli.chat("Hello!", "--json");

      assertEquals(1, result.out().lines().count());
      JsonObject answer = Golden.json(result.out());
      assertEquals(
          Optional.of("echo: Hello!"),
          answer
              .getObjects("choices")
              .get(0)
              .getObject("message")
              .flatMap(message -> message.getString("content")));
      assertEquals(
          Optional.of(router.lastRequest().payloadId()),
          answer.getObject("_metadata").flatMap(metadata -> metadata.getString("payload_id")));
      assertTrue(result.out().contains("unknown"), "unknown members are kept");
    }

    @Test
    void keepsHalfASurrogatePairInItsJson() {
      router.next(
          Script.plaintext("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"\\ud83d!\"}}]}"));

      assertTrue(
          cli.chat("Hello!", "--json").out().toLowerCase(Locale.ROOT).contains("\"\\ud83d!\""),
          "the escape is kept");
    }

    @Test
    void thatCallsAToolIsShownWhole() throws IOException {
      String request =
          file(
              "request.json",
              "{\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"}],\"tools\":[{\"type\":"
                  + "\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{}}}]}");

      Cli.Result result = cli.chat("--request", request);

      assertEquals(0, result.exitCode());
      assertEquals(
          Optional.of("tool_calls"),
          Golden.json(result.out()).getObjects("choices").get(0).getString("finish_reason"));
    }

    @Test
    void thatCannotBeWrittenIsAFailure() {
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("No space left on device");
            }
          };
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      String[] arguments = {
        "chat",
        "Hello!",
        "--allow-http",
        "--base-url",
        router.baseUrl().toString(),
        "--key-dir",
        Golden.path("client").toString()
      };

      assertEquals(1, NomyoCommand.run(cli.shell(full, err, false), arguments));
      assertEquals(
          "IOException: standard output cannot be written\n", err.toString(StandardCharsets.UTF_8));
    }
  }

  @Nested
  class Verbose {

    @Test
    void addsAStackTraceBehindTheLine() {
      router.next(Script.status(500));

      List<String> err = cli.chat("Hi", "--verbose", "--max-retries=0").err().lines().toList();

      int line = err.indexOf("ServerException: HTTP 500: scripted");
      assertTrue(line >= 0, err.toString());
      assertTrue(err.get(line + 2).startsWith("\tat "), "a stack trace");
    }

    @Test
    void isOffOtherwise() {
      router.next(Script.status(500));

      assertEquals(
          "ServerException: HTTP 500: scripted\n", cli.chat("Hi", "--max-retries=0").err());
    }
  }
}
