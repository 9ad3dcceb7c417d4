package ai.nomyo.core.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  /** As {@link #texts}, in bytes. */
  static List<Named<byte[]>> utf8(String... kinds) {
    return Arrays.stream(kinds)
        .flatMap(Corpus::texts)
        .map(text -> Named.of(text.getName(), text.getPayload().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static Named<String> text(Path file) {
    try {
      return Named.of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
