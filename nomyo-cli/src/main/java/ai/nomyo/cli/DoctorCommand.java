// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backends;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo doctor}: what this machine offers, or what is on the way to a router. */
@Command(
    name = "doctor",
    description = {
      "Show which crypto backends are present, how fast they are, whether memory is locked, and"
          + " the platform.",
      "With --base-url, show instead what is on the way to that router: DNS, TCP, TLS, its key and"
          + " its clock; and which backends are present. Nothing secret is sent. The exit status is"
          + " the one that chat would end with."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final Set<String> WITHOUT_A_ROUTER = Set.of("--json", "--backend");

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Look at this backend only; all but auto by default.")
  private @Nullable String backend;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Look at the way to this router; most other options say how it is gone.")
  private @Nullable String baseUrl;

  @Mixin private WayOptions way;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "How long each step may take, such as 500ms, 2s, 1m or plain seconds (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration stepTimeout;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  /** An absent backend is a finding and no failure; a router out of reach is both. */
  @Override
  public Integer call() throws IOException {
    if (baseUrl == null) {
      checkUsage();
      showMachine();
    } else {
      showNetwork(baseUrl);
    }
    return ExitCode.OK;
  }

  private void checkUsage() {
    for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITHOUT_A_ROUTER.contains(given.longestName())) {
        throw new UsageException(spec, given.longestName() + ": give --base-url, too");
      }
    }
  }

  private void showMachine() throws IOException {
    DoctorReport report =
        new DoctorReport(checkups(), MemoryCheckup.ofThisProcess(), PlatformFacts.ofThisJvm());
    if (json) {
      shell.print(report.json());
    } else {
      shell.print(report.table());
    }
  }

  private List<BackendCheckup> checkups() {
    List<BackendCheckup> checkups = new ArrayList<>();
    for (String name : names()) {
      checkups.add(Spinner.during(shell, "checking " + name, () -> BackendCheckup.of(name)));
    }
    return checkups;
  }

  private List<String> names() {
    return backend == null ? Backends.names() : List.of(backend);
  }

  private void showNetwork(String url) throws IOException {
    NetworkReport network = new NetworkCheckup(shell, way, stepTimeout).of(url);
    BackendList backends =
        Spinner.during(shell, "looking for backends", () -> BackendList.of(names()));
    if (json) {
      shell.print(
          JsonObject.builder()
              .put("router", network.json())
              .put("backends", backends.json())
              .build());
    } else {
      shell.print(network.table() + backends.line());
    }
    throwAny(network);
  }

  /** So that the failure ends this command as it would end a chat. */
  private static void throwAny(NetworkReport network) throws NomyoException {
    if (network.failure().isPresent()) {
      throw network.failure().get();
    }
  }
}
