// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops a change of a pair before each of its steps in turn, and loads what is left. */
final class InterruptedChangeTest {

  private static final FakeTime CLOCK = new FakeTime("2026-11-22T17:43:02Z");
  private static final int SOME_STEPS = 15;

  private interface Change {
    void on(KeyStore store) throws KeyStorageException;
  }

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private Path freshDirectory() throws IOException {
    return Files.createTempDirectory(root, "keys");
  }

  private static PemDirectoryKeyStore store(Path directory, Disk disk) {
    return PemDirectoryKeyStore.in(directory, disk, CLOCK);
  }

  private static PemDirectoryKeyStore store(Path directory) {
    return store(directory, Disk.REAL);
  }

  private static boolean isKilled(Change change, Path directory, int step)
      throws KeyStorageException {
    try {
      change.on(store(directory, StoppingDisk.killedAt(step)));
      return false;
    } catch (StoppingDisk.Killed e) {
      return true;
    }
  }

  /** What somebody sees who takes no lock. */
  private static String seen(Path directory) throws KeyStorageException {
    PairFiles files =
        PairFiles.of(directory.resolve("private_key.pem"), directory.resolve("public_key.pem"));
    Optional<PemKeyPair> pair =
        new PairReader(files).read(SecretMemory.offHeap(), new ArrayList<>());
    return pair.map(Pairs::nameOf).orElse("none");
  }

  private static String loaded(Path directory) throws KeyStorageException {
    return Pairs.load(store(directory)).map(InterruptedChangeTest::wholeName).orElse("none");
  }

  private static String wholeName(PemKeyPair pair) {
    assertTrue(pair.publicKeyPem().isPresent(), "the public half is there again");
    assertEquals(List.of(), pair.warnings());
    return Pairs.nameOf(pair);
  }

  @Test
  void killedSave_leavesAWholePairOrNone() throws Exception {
    List<String> ends = new ArrayList<>();
    boolean killed = true;
    for (int step = 0; killed; step++) {
      Path directory = freshDirectory();
      killed = isKilled(store -> Pairs.save(store, "one"), directory, step);
      String seen = seen(directory);

      String end = loaded(directory);
      assertEquals(seen, end, "finishing changes no key");
      assertEquals(seen.equals("none") ? List.of() : pairNames(), namesBesideTheLock(directory));
      ends.add(end);
    }
    assertTrue(ends.size() > SOME_STEPS, ends::toString);
    assertDecidedOnce("none", "one", ends);
  }

  @ParameterizedTest
  @EnumSource
  void killedReplacement_leavesOneOfTheTwoPairs(Previous fate) throws Exception {
    List<String> ends = new ArrayList<>();
    boolean killed = true;
    for (int step = 0; killed; step++) {
      Path directory = freshDirectory();
      Pairs.save(store(directory), "one");
      killed = isKilled(store -> Pairs.replace(store, "one", "two", fate), directory, step);
      String seen = seen(directory);

      String end = loaded(directory);
      assertEquals(seen, end, "finishing changes no key");
      assertLeftBeside(end, fate, directory);
      ends.add(end);
    }
    assertTrue(ends.size() > SOME_STEPS, ends::toString);
    assertDecidedOnce("one", "two", ends);
  }

  /** Stopped once more while it is brought to an end. */
  @ParameterizedTest
  @EnumSource
  void killedRecovery_isTakenUpAgain(Previous fate) throws Exception {
    boolean killed = true;
    for (int step = 0; killed; step++) {
      boolean killedAgain = true;
      for (int again = 0; killedAgain; again++) {
        Path directory = freshDirectory();
        Pairs.save(store(directory), "one");
        killed = isKilled(store -> Pairs.replace(store, "one", "two", fate), directory, step);
        String seen = seen(directory);
        killedAgain = isKilled(Pairs::load, directory, again);
        assertEquals(seen, seen(directory));

        assertEquals(seen, loaded(directory));
        assertLeftBeside(seen, fate, directory);
      }
    }
  }

  /** What fails before the private key is renamed is undone at once, what fails later is done. */
  @Test
  void failingStep_isReported_andLeavesThePreviousPairAlone() throws Exception {
    List<String> reported = new ArrayList<>();
    for (int step = 0; reported.size() == step; step++) {
      Path directory = freshDirectory();
      Pairs.save(store(directory), "one");
      if (isFailed(directory, step)) {
        reported.add(seen(directory));
        assertLeftBeside(seen(directory), Previous.KEPT, directory);
      }
    }
    assertTrue(reported.size() > SOME_STEPS, reported::toString);
    assertEquals(
        1,
        reported.stream().filter("two"::equals).count(),
        "of a failure to force the rename to disk nobody knows what it means");
    assertEquals(reported.size() - 1, reported.indexOf("two"));
  }

  @Test
  void failingStepAfterTheDecision_isLeftToTheNextLoad() throws Exception {
    int decided = stepsUntil("two");
    boolean left = true;
    for (int step = decided + 1; left; step++) {
      Path directory = freshDirectory();
      Pairs.save(store(directory), "one");
      Pairs.replace(store(directory, StoppingDisk.failingAt(step)), "one", "two", Previous.KEPT);
      left = Files.size(directory.resolve(Pairs.LOCK)) > 0;

      assertEquals("two", loaded(directory));
      assertLeftBeside("two", Previous.KEPT, directory);
    }
  }

  private int stepsUntil(String end) throws Exception {
    int step = 0;
    String seen = "";
    while (!seen.equals(end)) {
      Path directory = freshDirectory();
      Pairs.save(store(directory), "one");
      isKilled(store -> Pairs.replace(store, "one", "two", Previous.KEPT), directory, step++);
      seen = seen(directory);
    }
    return step - 1;
  }

  private static boolean isFailed(Path directory, int step) {
    try {
      Pairs.replace(store(directory, StoppingDisk.failingAt(step)), "one", "two", Previous.KEPT);
      return false;
    } catch (KeyStorageException e) {
      assertTrue(e.getMessage().contains("the disk is full"), e::getMessage);
      return true;
    }
  }

  private static List<String> pairNames() {
    return List.of("private_key.pem", "public_key.pem");
  }

  private static void assertLeftBeside(String end, Previous fate, Path directory)
      throws IOException {
    TreeSet<String> expected = new TreeSet<>(pairNames());
    if (fate == Previous.KEPT && end.equals("two")) {
      expected.add("private_key.20261122T174302Z.pem");
      expected.add("public_key.20261122T174302Z.pem");
      assertEquals(
          Pairs.privatePem("one"),
          Files.readString(directory.resolve("private_key.20261122T174302Z.pem")));
    }
    assertEquals(List.copyOf(expected), namesBesideTheLock(directory));
  }

  private static List<String> namesBesideTheLock(Path directory) throws IOException {
    return Pairs.namesIn(directory).stream().filter(name -> !name.equals(Pairs.LOCK)).toList();
  }

  private static void assertDecidedOnce(String before, String after, List<String> ends) {
    List<String> expected = new ArrayList<>();
    int decided = ends.indexOf(after);
    for (int i = 0; i < ends.size(); i++) {
      expected.add(i < decided ? before : after);
    }
    assertEquals(expected, ends);
  }
}
