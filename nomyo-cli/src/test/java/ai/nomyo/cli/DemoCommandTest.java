// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {

  private static final String PROMPT = "Patient J. Doe, 54, chest pain since Monday – urgent?";

  /** The cells of a column, put together again. */
  private static String column(int index, String out) {
    StringBuilder text = new StringBuilder();
    for (String line : out.lines().filter(line -> line.contains("│")).toList()) {
      String[] cells = line.split("│", -1);
      text.append(index < cells.length ? cell(cells[index]) : "");
    }
    return text.toString();
  }

  private static String cell(String padded) {
    return padded.substring(Math.min(2, padded.length())).stripTrailing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc"})
  void showsWhatWasWrittenWhatTravelledAndWhatCameBack(String backend) {
    Cli.Result result = Cli.plain().variable("COLUMNS", "1500").run("demo", "--backend", backend);

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertContains(column(0, result.out()), PROMPT);
    assertShowsNoSecret(column(1, result.out()));
    assertContains(column(2, result.out()), "echo: " + PROMPT, "\"is_encrypted\":true");
    assertFalse(result.out().contains("demo-key"), "the API key is not shown");
    assertTimed(result.out());
    assertContains(result.out(), "OK: ");
  }

  /** Looked for with characters that base64 lacks: it may spell any other word by chance. */
  private static void assertShowsNoSecret(String travelled) {
    assertFalse(travelled.contains("Patient J."), travelled);
    assertFalse(travelled.contains("Qwen3-0.6B"), travelled);
    assertContains(
        travelled,
        "POST /v1/chat/secure_completion",
        "X-Payload-ID: ",
        "X-Public-Key: -----BEGIN%20PUBLIC%20KEY-----%0A",
        "Authorization: (27 chars)",
        "X-Security-Tier: high",
        "{\"version\":\"1.0\",\"algorithm\":\"hybrid-aes256-rsa4096\"",
        " bytes)");
  }

  private static void assertTimed(String out) {
    String timed =
        out.lines().filter(line -> line.matches(".* \\d+\\.\\d ms")).collect(Collectors.joining());
    assertContains(
        timed,
        "router started",
        "key pair made",
        "GET /pki/public_key",
        "request sealed",
        "POST /v1/chat/secure_completion",
        "answer opened",
        "whole call");
  }

  private static void assertContains(String text, String... facts) {
    Stream.of(facts).forEach(fact -> assertTrue(text.contains(fact), fact + " in " + text));
  }

  @Test
  void failsWhenTheAnswerIsNotRight() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = Cli.plain().shell(out, err, false);
    Answer wrong = request -> Answer.text("echo: something else").to(request);

    int exitCode = NomyoCommand.run(shell, new DemoCommand(shell, wrong), "demo");

    assertEquals(1, exitCode);
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("OK: "), "no success");
    assertEquals(
        "IllegalStateException: the request or the answer did not arrive as it was\n",
        err.toString(StandardCharsets.UTF_8));
  }
}
