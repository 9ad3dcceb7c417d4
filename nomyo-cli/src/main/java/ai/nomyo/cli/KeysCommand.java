// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nomyo keys}: a house for its subcommands. */
@Command(name = "keys", description = "Make, show and change the key pair in a directory.")
final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException(spec, "say generate, show, change-password or rotate");
  }
}
