// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.KeyAdministration;
import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.error.KeyFileException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Mixin private KeyOptions keys;

  @Mixin private KeySizeOption size;

  @Option(
      names = "--force",
      description =
          "Replace a pair that is there, even one that cannot be opened, and keep a backup of it.")
  private boolean force;

  @Mixin private BackendOption backend;

  KeysGenerateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    KeyStore store = keys.store(spec);
    KeyAdministration administration = backend.keyAdministration();
    boolean replacing = administration.isPresent(store);
    if (replacing && !force) {
      throw new KeyFileException(
          store.location()
              + ": there is a key pair already; --force replaces it and keeps a backup",
          null);
    }
    SavedPair made =
        keys.withPassword(
            shell,
            password ->
                Spinner.during(
                    shell,
                    "making a key pair of " + size.bits() + " bits",
                    () -> make(administration, store, password, replacing)));
    shell.print(PairText.of("made", made, store));
    return ExitCode.OK;
  }

  private SavedPair make(
      KeyAdministration administration,
      KeyStore store,
      char @Nullable [] password,
      boolean replacing) {
    return replacing
        ? administration.generateAnew(store, size.bits(), password)
        : administration.generate(store, size.bits(), password);
  }
}
