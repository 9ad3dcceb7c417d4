// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --known-servers}. */
final class KnownServersOption {

  @Option(
      names = "--known-servers",
      paramLabel = "FILE",
      description =
          "Accept the router's first key, keep it in this file, and accept no other one afterwards;"
              + " not together with --pin (default: any key).")
  private @Nullable Path file;

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
