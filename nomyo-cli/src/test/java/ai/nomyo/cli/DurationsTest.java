// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.config.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Durations as they are typed, and the options that take them. */
class DurationsTest {

  private final Durations durations = new Durations();

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "2s, PT2S",
    "1m, PT1M",
    "1h, PT1H",
    "30, PT30S",
    "1.5, PT1.5S",
    "0.25m, PT15S",
    "1.5ms, PT0.0015S",
    "007s, PT7S",
    "1.000000001, PT1.000000001S",
    "1ms, PT0.001S",
    "24h, PT24H",
  })
  void areANumberAndItsUnit_orPlainSeconds(String typed, Duration meant) {
    assertEquals(meant, durations.convert(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "s",
        "ms",
        "soon",
        "-1s",
        "+1s",
        "1 s",
        " 1s",
        "1S",
        "1d",
        "1us",
        "1m30s",
        "1,5",
        ".5",
        "1.",
        "1e3",
        "0x1",
        "PT1S",
        "1s\n",
        "١s",
        "1234567890",
        "1.0123456789",
        "0",
        "0.999999ms",
        "24.000000001h",
        "999999999h"
      })
  void areNothingElse(String typed) {
    TypeConversionException refused =
        assertThrows(TypeConversionException.class, () -> durations.convert(typed));
    assertEquals(
        "must be a duration of 1ms to 24h, such as 500ms, 2s, 1m, 1h or plain seconds",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat prompt", "server-key"})
  void thatAreNoneAreRefused_byTheNameOfTheOptionAndNotByWhatWasTyped(String command) {
    for (String option : new String[] {"--connect-timeout", "--attempt-timeout"}) {
      Cli.Result result = Cli.plain().run((command + " " + option + "=canary").split(" "));
      assertEquals(2, result.exitCode());
      assertEquals(
          "ParameterException: "
              + option
              + ": the value must be a duration of 1ms to 24h, such as 500ms, 2s, 1m, 1h or plain seconds"
              + " (--help tells)\n",
          result.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat prompt --timeout=0",
        "chat prompt --attempt-timeout=25h",
        "server-key --connect-timeout=0.5ms",
        "doctor --base-url=http://127.0.0.1 --connect-timeout=0"
      })
  void thatAreOutOfRangeAreRefused_byTheNameOfTheOption(String command) {
    Cli.Result result = Cli.plain().run(command.split(" "));
    String option = command.substring(command.lastIndexOf("--"), command.lastIndexOf('='));
    assertEquals(2, result.exitCode());
    assertEquals(
        "ParameterException: "
            + option
            + ": the value must be a duration of 1ms to 24h, such as 500ms, 2s, 1m, 1h or plain"
            + " seconds (--help tells)\n",
        result.err());
  }

  @Test
  void areTheClientsByDefault() {
    TimeOptions options = new TimeOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("times", mixin(options)))
        .registerConverter(Duration.class, durations)
        .parseArgs();
    assertEquals(Timeouts.DEFAULT, options.timeouts());
  }

  private static CommandLine.Model.CommandSpec mixin(TimeOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
