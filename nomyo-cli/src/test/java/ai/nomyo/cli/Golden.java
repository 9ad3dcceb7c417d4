package ai.nomyo.cli;

import ai.nomyo.client.Nomyo;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** What the reference client made: keys, requests, and replies it accepts. */
final class Golden {

  static {
    try (Stream<Path> files = Files.walk(path(""))) {
      files.filter(Golden::isPrivate).forEach(Golden::closeToOthers);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Golden() {}

  /** Neither Git nor Maven keeps modes, and a key that others may read is refused. */
  private static void closeToOthers(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static boolean isPrivate(Path file) {
    return file.endsWith("private_key.pem") || file.endsWith("password.txt");
  }

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
