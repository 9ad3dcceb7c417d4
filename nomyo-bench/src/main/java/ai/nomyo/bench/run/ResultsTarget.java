// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.result.Results;
import ai.nomyo.bench.result.ResultsFile;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that results go to, which is looked at before they are measured. */
final class ResultsTarget {

  private final Path file;

  /**
   * @param replace whether a file that is there may be lost
   * @throws InvalidInputException if there is one that may not, or none can be there
   */
  ResultsTarget(Path directory, String name, boolean replace) throws IOException {
    file = directory.resolve(name);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InvalidInputException("--output", directory + ", which is a file", "a directory");
    }
    if (Files.exists(file) && !replace) {
      throw new InvalidInputException(
          "--output", file + ", which exists", "another directory, or --force to replace it");
    }
    Files.createDirectories(directory);
  }

  Path write(Results results) throws IOException {
    return Files.writeString(file, ResultsFile.text(results));
  }
}
