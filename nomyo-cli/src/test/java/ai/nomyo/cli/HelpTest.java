// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  private static Cli.Result run(String command, String option) {
    return Cli.plain()
        .run(
            Stream.concat(Stream.of(command.split(" ")), Stream.of(option))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "chat",
        "router",
        "envelope",
        "envelope seal",
        "envelope open",
        "keys",
        "keys generate",
        "keys show",
        "keys change-password",
        "keys rotate",
        "server-key",
        "doctor"
      })
  void worksEverywhere(String command) {
    for (String option : List.of("--help", "-h")) {
      Cli.Result result = run(command, option);

      assertEquals(0, result.exitCode());
      assertEquals("", result.err());
      assertTrue(result.out().startsWith("Usage: nomyo" + (" " + command).stripTrailing()));
      assertTrue(result.out().contains("8   key file"), "the exit status");
    }
    for (String option : List.of("--version", "-V")) {
      Cli.Result result = run(command, option);

      assertEquals(0, result.exitCode());
      assertEquals("", result.err());
      assertTrue(result.out().matches("nomyo .+\\R(?s:.*)Java .+\\R"), result.out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chat, --base-url --allow-http --api-key-file --model --system --temperature --max-tokens",
    "chat, --security-tier --request --json --lines --key-dir --password-file --backend",
    "chat, --max-retries --ca-file --pin --verbose NOMYO_API_KEY NOMYO_BASE_URL Qwen/Qwen3-0.6B",
    "chat, --known-servers",
    "chat, --client-cert --client-key --tls-pin --proxy --proxy-user --proxy-password-file NO_PROXY",
    "chat, --connect-timeout --attempt-timeout",
    "router, --port --port-file --api-key-file",
    "envelope seal, --recipient",
    "envelope open, --key-dir --password-file --payload-id",
    "keys generate, --key-dir --password-file --bits --force --backend",
    "keys show, --key-dir --password-file --json --backend",
    "keys change-password, --key-dir --password-file --new-password-file --no-password --backend",
    "keys rotate, --key-dir --password-file --bits --keep-backup --backend",
    "server-key, --base-url --allow-http --ca-file --pin --json --backend",
    "server-key, --known-servers --accept",
    "server-key, --connect-timeout --attempt-timeout",
    "doctor, --json --backend --base-url --allow-http --connect-timeout --pin --tls-pin --ca-file",
    "doctor, --client-cert --client-key --proxy --proxy-user --proxy-password-file NO_PROXY",
  })
  void namesTheOptions(String command, String options) {
    String help = run(command, "--help").out();

    Stream.of(options.split(" "))
        .forEach(option -> assertTrue(help.contains(option), option + " in\n" + help));
  }

  @Test
  void isPointedToByUsageErrors() {
    assertTrue(Cli.plain().run("chat").err().endsWith(" (--help tells)\n"));
  }
}
