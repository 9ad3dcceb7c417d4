// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes the steps and shows how far it is. */
final class Run {

  private Run() {}

  /**
   * @param environment what the results say of the machine
   * @param failed is told of a step that failed; the others are measured all the same
   */
  static Results of(
      List<Step> steps,
      Map<String, String> environment,
      Progress progress,
      Consumer<StepException> failed)
      throws InterruptedException {
    List<Measurement> measured = new ArrayList<>();
    try {
      for (Step step : steps) {
        progress.begin(step);
        try {
          measured.addAll(step.run());
        } catch (StepException failure) {
          failed.accept(failure);
        }
        progress.end(step);
      }
    } finally {
      progress.finish();
    }
    return new Results(environment, measured);
  }
}
