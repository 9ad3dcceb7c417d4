// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.KeyAdministration;
import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.port.KeyStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What commands share that make a key pair: where it is kept, how large it is, who makes it. */
final class NewPairOptions {

  /** Makes a pair under a password, or none. */
  interface Maker {
    SavedPair make(int sizeBits, char @Nullable [] password);
  }

  @Mixin private KeyOptions keys;

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Size of the new key, 2048 to 8192 (default: ${DEFAULT-VALUE}).")
  private int bits;

  @Mixin private BackendOption backend;

  KeyStore store(CommandSpec command) {
    return keys.store(command);
  }

  KeyAdministration administration() {
    return backend.keyAdministration();
  }

  /** Has a pair made while a person watches. */
  SavedPair make(Shell shell, Maker maker) {
    return keys.withPassword(
        shell,
        password ->
            Spinner.during(
                shell, "making a key pair of " + bits + " bits", () -> maker.make(bits, password)));
  }
}
