package ai.nomyo.core.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Requests and responses in JSON that is legal, and as odd as it may be. */
final class Corpus {

  private static final Path DIRECTORY = Path.of("src/test/resources/ai/nomyo/core/wire/corpus");

  private Corpus() {}

  /** The texts of all documents of a kind, under the names of their files. */
  static Stream<Named<String>> texts(String kind) {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(kind))) {
      return files.sorted().map(Corpus::text).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Named<String> text(Path file) {
    try {
      return Named.of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
