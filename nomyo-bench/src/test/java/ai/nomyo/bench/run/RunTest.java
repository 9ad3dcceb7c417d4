// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Results;
import ai.nomyo.bench.result.Spread;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

  private record Pretended(String label, boolean fails) implements Step {
    @Override
    public double expectedSeconds() {
      return 1;
    }

    @Override
    public List<Measurement> run() throws StepException {
      if (fails) {
        throw new StepException(label, null);
      }
      return List.of(new Measurement(label, Map.of(), "ms", Spread.of(1)));
    }
  }

  @Test
  void stepThatFails_costsNoneOfTheOthersTheirFigures() throws Exception {
    List<Step> steps =
        List.of(
            new Pretended("one", false), new Pretended("two", true), new Pretended("three", false));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    List<StepException> failed = new ArrayList<>();
    Results results =
        Run.of(
            steps,
            Map.of(),
            new Progress(nowhere, false, 80, System::nanoTime, steps),
            failed::add);
    assertEquals(
        List.of("one", "three"), results.measurements().stream().map(Measurement::name).toList());
    assertEquals(List.of("two"), failed.stream().map(StepException::getMessage).toList());
  }
}
