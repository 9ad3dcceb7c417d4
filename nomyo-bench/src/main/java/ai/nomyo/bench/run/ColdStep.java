// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.cold.ColdRuns;
import ai.nomyo.bench.result.Measurement;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Some processes, one after the other.
 *
 * @param times how many are counted
 */
record ColdStep(ColdRuns.Kind kind, String backend, int times) implements Step {

  @Override
  public String label() {
    return Measurement.label(kind.measured(), Map.of("backend", backend));
  }

  @Override
  public double expectedSeconds() {
    boolean makesKey = kind == ColdRuns.Kind.FRESH_KEY || kind == ColdRuns.Kind.BARE_KEY;
    return (times + 1) * (makesKey ? 2.0 : 1.0);
  }

  @Override
  public List<Measurement> run() throws StepException, InterruptedException {
    try (ColdRuns runs = new ColdRuns()) {
      return runs.run(kind, backend, times);
    } catch (IOException failed) {
      throw new StepException(label() + ": " + failed.getMessage(), failed);
    }
  }
}
