// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.KeyAdministration;
import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo keys rotate}: a new pair with the same password. */
@Command(
    name = "rotate",
    description =
        "Replace the key pair with a new one under the same password. The former one is removed"
            + " once the new one is whole; packages that are sealed to it can then no longer be"
            + " opened.")
final class KeysRotateCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private NewPairOptions pair;

  @Option(names = "--keep-backup", description = "Keep the former pair beside the new one.")
  private boolean keepBackup;

  KeysRotateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    KeyStore store = pair.store(spec);
    KeyAdministration administration = pair.administration();
    Previous fate = keepBackup ? Previous.KEPT : Previous.REMOVED;
    SavedPair made =
        pair.make(shell, (bits, password) -> administration.rotate(store, bits, password, fate));
    shell.print(PairText.of("rotated", made, store));
    return ExitCode.OK;
  }
}
