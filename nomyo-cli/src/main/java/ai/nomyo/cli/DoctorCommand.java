package ai.nomyo.cli;

import ai.nomyo.client.Backends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nomyo doctor}: what this machine and this class path offer. */
@Command(
    name = "doctor",
    description =
        "Show which crypto backends are present, how fast they are, whether memory is locked, and"
            + " the platform.")
final class DoctorCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Look at this backend only; all but auto by default.")
  private @Nullable String backend;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  /** An absent backend is a finding and no failure. */
  @Override
  public Integer call() throws IOException {
    DoctorReport report =
        new DoctorReport(checkups(), MemoryCheckup.ofThisProcess(), PlatformFacts.ofThisJvm());
    if (json) {
      shell.print(report.json());
    } else {
      shell.print(report.table());
    }
    return ExitCode.OK;
  }

  private List<BackendCheckup> checkups() {
    List<BackendCheckup> checkups = new ArrayList<>();
    for (String name : backend == null ? Backends.names() : List.of(backend)) {
      checkups.add(Spinner.during(shell, "checking " + name, () -> BackendCheckup.of(name)));
    }
    return checkups;
  }
}
