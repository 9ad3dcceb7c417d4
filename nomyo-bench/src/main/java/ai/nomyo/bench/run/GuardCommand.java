// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.report.Figures;
import ai.nomyo.bench.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code nomyo bench guard}: whether something became much slower, or copies more. */
@Command(
    name = "guard",
    description =
        "Measure a little, for two minutes or so, and fail when a bound is broken: of bytes "
            + "allocated, and, unless the machine is busy, of time in comparison with the primitives.")
final class GuardCommand implements Callable<Integer> {

  private static final List<String> BACKENDS = List.of("jdk", "accp");
  private static final int BROKEN = 1;

  private final Shell shell;

  GuardCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws StepException, InterruptedException {
    List<Step> steps = Plan.of(BACKENDS, Extent.GUARD);
    List<StepException> failed = new ArrayList<>();
    Results results =
        Run.of(
            steps,
            Environment.describe("guard"),
            new Progress(
                shell.err(), shell.interactive(), shell.columns(), System::nanoTime, steps),
            failed::add);
    if (!failed.isEmpty()) {
      throw failed.get(0);
    }
    Figures figures = Figures.best(results);
    List<Bound> bounds =
        BACKENDS.stream().flatMap(backend -> Bound.of(figures, backend).stream()).toList();
    boolean busy = Environment.isBusy();
    bounds.forEach(bound -> shell.out().println(bound.told(busy)));
    if (busy) {
      shell.err().println("The machine does other work: times are no reason to fail.");
    }
    return bounds.stream().anyMatch(bound -> bound.isBroken(busy)) ? BROKEN : 0;
  }
}
