// SPDX-License-Identifier: Apache-2.0
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

  private static final int LONGEST_SEED_BYTES = 4096;

  private Corpus() {}

  /** The texts of all documents of a kind, under the names of their files. */
  static Stream<Named<String>> texts(String kind) {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(kind))) {
      return files.sorted().map(Corpus::text).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What to begin fuzzing with: a fuzzer's inputs get as long as the longest of these. */
  static List<Named<byte[]>> seeds(String... kinds) {
    return Arrays.stream(kinds)
        .flatMap(Corpus::texts)
        .map(text -> Named.of(text.getName(), text.getPayload().getBytes(StandardCharsets.UTF_8)))
        .filter(seed -> seed.getPayload().length <= LONGEST_SEED_BYTES)
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
