// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import picocli.CommandLine.Option;

/** {@code --bits}. */
final class KeySizeOption {

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Size of the new key, 2048 to 8192 (default: ${DEFAULT-VALUE}).")
  private int bits;

  int bits() {
    return bits;
  }
}
