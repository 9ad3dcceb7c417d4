// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Nomyo;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.machine.PrivateFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the reference client made: keys, requests, and replies it accepts. */
final class Golden {

  static {
    PrivateFiles.closeToOthers(path(""));
  }

  private Golden() {}

  static Path path(String name) {
    try {
      return Path.of(Golden.class.getResource("/golden/" + name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static JsonObject json(Path file) throws IOException {
    return json(Files.readString(file));
  }

  static JsonObject json(String text) {
    return Nomyo.json().read(text).asObject().orElseThrow();
  }

  /** The names of the packages in a directory, such as {@code minimal}. */
  static Stream<String> packages(String directory) throws IOException {
    try (Stream<Path> files = Files.list(path(directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".package.json"))
          .map(name -> name.replace(".package.json", ""))
          .sorted()
          .toList()
          .stream();
    }
  }
}
