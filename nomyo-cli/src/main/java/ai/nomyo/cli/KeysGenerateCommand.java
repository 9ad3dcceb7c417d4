// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.KeyAdministration;
import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.error.KeyFileException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo keys generate}: a first pair, or one in the place of another. */
@Command(name = "generate", description = "Make a key pair; one that is there is not replaced.")
final class KeysGenerateCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private NewPairOptions pair;

  @Option(
      names = "--force",
      description =
          "Replace a pair that is there, even one that cannot be opened, and keep a backup of it.")
  private boolean force;

  KeysGenerateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    KeyStore store = pair.store(spec);
    KeyAdministration administration = pair.administration();
    boolean replacing = administration.isPresent(store);
    if (replacing && !force) {
      throw new KeyFileException(
          store.location()
              + ": there is a key pair already; --force replaces it and keeps a backup",
          null);
    }
    SavedPair made =
        pair.make(
            shell,
            (bits, password) ->
                replacing
                    ? administration.generateAnew(store, bits, password)
                    : administration.generate(store, bits, password));
    shell.print(PairText.of("made", made, store));
    return ExitCode.OK;
  }
}
