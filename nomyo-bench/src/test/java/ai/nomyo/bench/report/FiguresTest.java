// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.bench.report.Figures.Work;
import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Results;
import ai.nomyo.bench.result.Spread;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static final Work WORK = Work.plain("jdk", 1_000);

  private final Figures figures = Figures.medians(Samples.all("17"));

  @Test
  void sums_areOfAllPrimitives() {
    assertEquals(OptionalDouble.of(100), figures.sum(Operation.SEAL, WORK));
    assertEquals(OptionalDouble.of(1200), figures.sum(Operation.OPEN, WORK));
  }

  @Test
  void ratios_areOursByTheSum() {
    assertEquals(OptionalDouble.of(1.5), figures.ratio(Operation.SEAL, WORK));
    assertEquals(OptionalDouble.of(1.5), figures.ratio(Operation.OPEN, WORK));
  }

  @Test
  void withoutOnePrimitive_thereIsNoRatio() {
    List<Measurement> less =
        Samples.all("17").measurements().stream()
            .filter(measurement -> !measurement.name().equals("wrap"))
            .toList();

    Figures incomplete = Figures.medians(new Results(Map.of(), less));

    assertTrue(incomplete.ratio(Operation.SEAL, WORK).isEmpty());
    assertEquals(OptionalDouble.of(1.5), incomplete.ratio(Operation.OPEN, WORK));
  }

  @Test
  void callsAndProcesses_areWhatIsBeyondTheBareOnes() {
    assertEquals(OptionalDouble.of(2), figures.beyondExchange("jdk"));
    assertEquals(OptionalDouble.of(400), figures.beyondKey("jdk"));
  }

  @Test
  void scaling_isComparedWithThatOfTheBareOperation() {
    assertEquals(OptionalDouble.of(0.75), figures.scaling(Operation.OPEN, "jdk"));
    assertEquals(OptionalDouble.of(1), figures.scaling(Operation.SEAL, "jdk"));
  }

  @Test
  void best_isTheLeast() {
    Results results =
        new Results(
            Map.of(),
            List.of(new Measurement("wrap", Map.of("backend", "jdk"), "us", Spread.of(3, 4, 5))));

    assertEquals(OptionalDouble.of(3), Figures.best(results).ofBackend("wrap", "jdk"));
    assertEquals(OptionalDouble.of(4), Figures.medians(results).ofBackend("wrap", "jdk"));
  }
}
