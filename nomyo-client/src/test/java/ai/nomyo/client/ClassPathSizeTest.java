// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** What a program that depends on this module alone gets on its class path. */
class ClassPathSizeTest {

  private static final long MOST_BYTES = 6_000_000;

  @Test
  void isAtMostSixMegabytes() throws IOException {
    String classPath = Files.readString(Path.of("target", "runtime-classpath.txt")).strip();
    List<Path> entries =
        Stream.concat(
                Stream.of(Path.of("target", "classes")),
                Stream.of(classPath.split(System.getProperty("path.separator"))).map(Path::of))
            .toList();

    long bytes = entries.stream().mapToLong(ClassPathSizeTest::packedBytes).sum();

    assertTrue(entries.size() > 10, () -> "too few to be all: " + entries);
    assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes, allowed " + MOST_BYTES + ": " + entries);
  }

  /** A module of this build is a directory as long as it is not packaged. */
  private static long packedBytes(Path entry) {
    try (Stream<Path> files = Files.walk(entry)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> file.equals(entry) ? file.toFile().length() : deflatedBytes(file))
          .sum();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long deflatedBytes(Path file) {
    Counter counter = new Counter();
    try (OutputStream packed = new DeflaterOutputStream(counter)) {
      Files.copy(file, packed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return counter.bytes;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }
  }
}
