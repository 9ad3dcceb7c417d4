// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsFileTest {

  private static final Measurement SEAL =
      new Measurement(
          "seal",
          Map.of("payloadBytes", "1000", "backend", "jdk"),
          "us",
          new Spread(0.5, 1, 2.25, 3_000_000, 7));
  private static final Results RESULTS =
      new Results(Map.of("jdk", "17", "vm", "a \"vm\""), List.of(SEAL));

  @Test
  void whatIsWritten_isRead() {
    Results read = ResultsFile.parse(ResultsFile.text(RESULTS));

    assertEquals(RESULTS.environment(), read.environment());
    assertEquals(List.of(SEAL), read.measurements());
    assertEquals("17", read.jdk());
  }

  @Test
  void figures_areOneToALine() {
    assertEquals(3, ResultsFile.text(RESULTS).lines().count());
  }

  @Test
  void digitsThatAreNoise_areLeftOut() {
    Results fine =
        new Results(
            Map.of(), List.of(new Measurement("seal", Map.of(), "us", Spread.of(1234567.891))));

    assertTrue(ResultsFile.text(fine).contains("\"median\":1234570,"), ResultsFile.text(fine));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"schema\":\"nomyo-bench-2\"}",
        "{\"schema\":\"nomyo-bench-1\"}",
        "{\"schema\":\"nomyo-bench-1\",\"environment\":{},\"measurements\":[{\"name\":\"a\"}]}"
      })
  void otherFiles_areRefused(String text) {
    assertThrows(InvalidInputException.class, () -> ResultsFile.parse(text));
  }

  @Test
  void absentFile_isRefused() {
    assertThrows(InvalidInputException.class, () -> ResultsFile.read(Path.of("no", "such.json")));
  }

  @Test
  void figures_areFoundByAllTheirParameters() {
    assertEquals(OptionalDouble.of(2.25), RESULTS.get("seal", SEAL.parameters(), Spread::median));
    assertTrue(RESULTS.find("seal", Map.of("backend", "jdk")).isEmpty());
    assertEquals("seal backend=jdk payloadBytes=1000", SEAL.label());
  }

  @Test
  void sameFigureTwice_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Results(Map.of(), List.of(SEAL, SEAL)));
  }
}
