// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.bench.result.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private long nanos;

  private record Pretended(String label, double expectedSeconds) implements Step {
    @Override
    public List<Measurement> run() {
      return List.of();
    }
  }

  private final List<Step> steps = List.of(new Pretended("one", 30), new Pretended("two", 90));

  private String shown(boolean interactive, int columns) {
    Progress progress =
        new Progress(
            new PrintStream(printed, true, UTF_8), interactive, columns, () -> nanos, steps);
    for (Step step : steps) {
      progress.begin(step);
      nanos += 60_000_000_000L;
      progress.end(step);
    }
    progress.finish();
    return printed.toString(UTF_8);
  }

  @Test
  void onATerminal_oneLineChanges_withTheTimeLeftByThePaceSoFar() {
    assertEquals(
        "\r\033[K[--------------------] 0/2  2 min 0 s left  one"
            + "\r\033[K[#####---------------] 1/2  3 min 0 s left  two"
            + "\r\033[K2 of 2 measured in 2 min 0 s\n",
        shown(true, 80));
  }

  @Test
  void onANarrowTerminal_theLineIsNotBroken() {
    assertEquals("\r\033[K[-------", shown(true, 9).substring(0, 12));
    assertEquals("\r\033[K[#####--", printed.toString(UTF_8).substring(12, 24));
  }

  @Test
  void elsewhere_eachStepHasALine() {
    assertEquals("1/2 one\n2/2 two\n2 of 2 measured in 2 min 0 s\n", shown(false, 80));
  }
}
