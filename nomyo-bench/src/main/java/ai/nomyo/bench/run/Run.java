package ai.nomyo.bench.run;

import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the steps and shows how far it is. */
final class Run {

  private Run() {}

  /**
   * @param environment what the results say of the machine
   */
  static Results of(List<Step> steps, Map<String, String> environment, Progress progress)
      throws StepException, InterruptedException {
    List<Measurement> measured = new ArrayList<>();
    try {
      for (Step step : steps) {
        progress.begin(step);
        measured.addAll(step.run());
        progress.end(step);
      }
    } finally {
      progress.finish();
    }
    return new Results(environment, measured);
  }
}
