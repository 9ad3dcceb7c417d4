// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.result.Measurement;
import java.util.List;

/** One thing to measure. */
interface Step {

  /** Its name and parameters, for a person and for {@code --only}. */
  String label();

  /** About how long it takes, so that the time left can be told. */
  double expectedSeconds();

  /**
   * Measures it.
   *
   * @throws StepException if that is not possible; the message says why
   */
  List<Measurement> run() throws StepException, InterruptedException;
}
