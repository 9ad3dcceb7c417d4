// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nomyo envelope}: a house for its two subcommands. */
@Command(name = "envelope", description = "Seal and open packages, without any network.")
final class EnvelopeCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException(spec, "say seal or open");
  }
}
