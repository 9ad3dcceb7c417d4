// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that make no sense together. The message quotes none of their values. */
final class UsageException extends ParameterException {

  private static final long serialVersionUID = 1L;

  UsageException(CommandSpec command, String message) {
    super(command.commandLine(), message);
  }
}
