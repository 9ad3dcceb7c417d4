// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.PairDescription;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo keys show}: all that may be told of a pair. */
@Command(
    name = "show",
    description =
        "Show size, fingerprint, protection and permissions of the key pair, and never the key."
            + " With the password, also check that both halves belong together.")
final class KeysShowCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private KeyOptions keys;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private BackendOption backend;

  KeysShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    PairDescription pair =
        keys.withPassword(
            shell, password -> backend.keyAdministration().describe(keys.store(spec), password));
    PairReport report = PairReport.of(keys.directory(spec), pair);
    if (json) {
      shell.print(report.json());
    } else {
      shell.print(report.table());
    }
    return ExitCode.OK;
  }
}
