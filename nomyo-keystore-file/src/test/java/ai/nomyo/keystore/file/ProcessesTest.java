// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one directory, some of which are killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ProcessesTest {

  private static final int PROCESSES = 3;
  private static final int RACES = 25;
  private static final int ROUNDS = 20;
  private static final int MOST_ROUNDS = 200;
  private static final int LINES = 12;
  private static final int LONGEST_SPIN_NANOS = 4_000_000;

  @TempDir Path root;
  private final Random random = new Random();

  @Test
  void ofSeveralThatSaveAtOnce_oneSucceeds_andAllLoadItsPair() throws Exception {
    List<ChildJvm> children = startSavers();
    try {
      for (int race = 0; race < RACES; race++) {
        Path directory = root.resolve("race" + race);
        children.forEach(child -> child.say(directory));
        List<String> answers = new ArrayList<>();
        for (ChildJvm child : children) {
          answers.add(child.line());
        }
        assertOneWinner(answers);
      }
    } finally {
      children.forEach(ChildJvm::close);
    }
  }

  private static List<ChildJvm> startSavers() throws IOException {
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      children.add(JavaProgram.of(PairProgram.class).shortLived().start("first", "saver" + i));
    }
    for (ChildJvm child : children) {
      child.line();
    }
    return children;
  }

  private static void assertOneWinner(List<String> answers) {
    assertEquals(
        1,
        answers.stream().filter(answer -> answer.startsWith("saved ")).count(),
        answers::toString);
    Set<String> loaded = new HashSet<>();
    answers.forEach(answer -> loaded.add(answer.substring(answer.lastIndexOf(' '))));
    assertEquals(1, loaded.size(), answers::toString);
  }

  /**
   * Two that replace each other's pairs; one is killed, then the other. A change is over so quickly
   * where files are in memory that it may take more rounds until one is interrupted.
   */
  @Test
  void killedProcesses_leaveAWholePairAndNothingElse() throws Exception {
    int interrupted = 0;
    int saved = 0;
    for (int round = 0; round < ROUNDS || interrupted == 0 && round < MOST_ROUNDS; round++) {
      Path directory = root.resolve("round" + round);
      Set<String> begun = new HashSet<>();
      try (ChildJvm first = changing("first", directory);
          ChildJvm second = changing("second", directory)) {
        begun.addAll(killSoon(first));
        begun.addAll(killSoon(second));
      }
      interrupted += isInterrupted(directory) ? 1 : 0;
      saved += holdsOneOf(begun, directory) ? 1 : 0;
      assertBackupsAreWhole(begun, directory);
    }
    assertTrue(interrupted > 0, "no process was killed in the middle of a change");
    assertTrue(saved > 0, "no process has ever saved a pair");
  }

  private static ChildJvm changing(String name, Path directory) {
    return JavaProgram.of(PairProgram.class).shortLived().start("change", name, directory);
  }

  private List<String> killSoon(ChildJvm child) throws IOException {
    List<String> begun = new ArrayList<>();
    for (int i = random.nextInt(LINES); i >= 0; i--) {
      begun.add(child.line());
    }
    long end = System.nanoTime() + random.nextInt(LONGEST_SPIN_NANOS);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    begun.addAll(child.kill());
    return begun;
  }

  private static boolean isInterrupted(Path directory) throws IOException {
    Path lock = directory.resolve(Pairs.LOCK);
    return Files.exists(lock) && Files.size(lock) > 0;
  }

  private static boolean holdsOneOf(Set<String> begun, Path directory) throws Exception {
    Optional<PemKeyPair> pair = Pairs.load(PemDirectoryKeyStore.in(directory));
    pair.ifPresent(
        whole -> {
          assertEquals(List.of(), whole.warnings());
          assertTrue(whole.publicKeyPem().isPresent());
          String name = Pairs.nameOf(whole);
          assertTrue(begun.contains(name), () -> name + " is none of " + begun);
        });
    return pair.isPresent();
  }

  private static void assertBackupsAreWhole(Set<String> begun, Path directory) throws Exception {
    List<String> names = Files.exists(directory) ? Pairs.namesIn(directory) : List.of();
    for (String name : names) {
      if (name.startsWith("private_key.")) {
        String secret = Files.readString(directory.resolve(name));
        String publicName = name.replace("private", "public");
        String publicPem = Files.readString(directory.resolve(publicName));
        assertEquals(secret, publicPem.replace("public", "private"));
        assertTrue(begun.contains(secret.split("\\s")[1]), secret);
      } else if (!name.startsWith("public_key.")) {
        assertEquals(Pairs.LOCK, name);
      }
    }
  }
}
