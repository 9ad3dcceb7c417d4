// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import ai.nomyo.core.port.PemKeyPair;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads of one process wait for each other, where a file lock would refuse the second one. */
@Timeout(60)
final class ThreadsTest {

  private static final int THREADS = 4;

  @TempDir Path root;

  private static void runAll(List<Callable<Void>> works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      for (Future<Void> end : threads.invokeAll(works)) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertWhole(Path directory) throws Exception {
    try (PemKeyPair pair = Pairs.load(PemDirectoryKeyStore.in(directory)).orElseThrow()) {
      assertEquals(Pairs.publicPem(Pairs.nameOf(pair)), pair.publicKeyPem().orElseThrow());
    }
    assertEquals(
        List.of(Pairs.LOCK, "private_key.pem", "public_key.pem"), Pairs.namesIn(directory));
  }

  @Test
  void ofOneDirectory_takeTurns_byWhateverPath() throws Exception {
    Path directory = Files.createDirectory(root.resolve("keys"));
    Path link = Files.createSymbolicLink(root.resolve("link"), directory);
    List<Callable<Void>> works = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "thread" + i;
      Path path = i % 2 == 0 ? directory : link;
      works.add(
          () -> {
            PairProgram.changeOften(name, path.toString());
            return null;
          });
    }
    runAll(works);

    assertWhole(directory);
  }

  /** As in an application server with two programs that bring this library. */
  @Test
  void ofTwoCopiesOfTheseClasses_takeTurns() throws Exception {
    Path directory = Files.createDirectory(root.resolve("keys"));
    List<Callable<Void>> works = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Class<?> copy = copyOfTheProgram();
      assertNotSame(PairProgram.class, copy);
      String name = "copy" + i;
      works.add(
          () -> {
            copy.getDeclaredMethod("changeOften", String.class, String.class)
                .invoke(null, name, directory.toString());
            return null;
          });
    }
    runAll(works);

    assertWhole(directory);
  }

  private static Class<?> copyOfTheProgram() throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(url(entry));
    }
    ClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    return loader.loadClass(PairProgram.class.getName());
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }
}
