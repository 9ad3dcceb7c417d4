// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one file, some of which are killed. */
@Timeout(120)
final class KnownServersProcessesTest {

  private static final int PROCESSES = 3;
  private static final int RACES = 25;
  private static final int ROUNDS = 5;
  private static final int LINES = 20;

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  @Test
  void ofSeveralThatMeetARouterAtOnce_oneRecordsItsKey_andAllAgreeOnIt() throws Exception {
    List<ChildJvm> children = startRivals();
    try {
      for (int race = 0; race < RACES; race++) {
        Path file = root.resolve("race" + race).resolve("known-servers");
        children.forEach(child -> child.say(file));
        List<String> answers = new ArrayList<>();
        for (ChildJvm child : children) {
          answers.add(child.line());
        }
        assertOneWinner(answers, file);
      }
    } finally {
      children.forEach(ChildJvm::close);
    }
  }

  private static List<ChildJvm> startRivals() throws IOException {
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 1; i <= PROCESSES; i++) {
      children.add(JavaProgram.of(ServersProgram.class).shortLived().start("first", i));
    }
    for (ChildJvm child : children) {
      child.line();
    }
    return children;
  }

  private static void assertOneWinner(List<String> answers, Path file) throws IOException {
    List<String> winners = answers.stream().filter(said -> said.startsWith("recorded ")).toList();
    assertEquals(1, winners.size(), answers::toString);
    String sha256 = winners.get(0).substring("recorded ".length());
    assertEquals(
        PROCESSES - 1,
        answers.stream().filter(("known " + sha256)::equals).count(),
        answers::toString);
    List<String> keys =
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    assertEquals(1, keys.size(), keys::toString);
    assertTrue(keys.get(0).contains(" " + sha256 + " first-use"), keys::toString);
  }

  @Test
  void killedProcesses_leaveAFileWithAllThatTheySaidTheyRecorded() throws Exception {
    Path file = root.resolve("known-servers");
    for (int round = 0; round < ROUNDS; round++) {
      int number = 2 * round;
      try (ChildJvm first = startRecording(number, file);
          ChildJvm second = startRecording(number + 1, file)) {
        assertRecorded(number, file, linesUntilKilled(first));
        assertRecorded(number + 1, file, linesUntilKilled(second));
      }
    }
  }

  private static ChildJvm startRecording(int number, Path file) throws IOException {
    return JavaProgram.of(ServersProgram.class).shortLived().start("forever", number, file);
  }

  private static List<String> linesUntilKilled(ChildJvm child) throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < LINES) {
      lines.add(child.line());
    }
    lines.addAll(child.kill());
    return lines;
  }

  private static void assertRecorded(int number, Path file, List<String> lines) throws Exception {
    KnownServersFile servers = KnownServersFile.at(file);
    KnownKey key = KnownKeys.key(number);
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words.length == 3) { // the last one may be cut
        assertEquals("recorded " + key.key(), words[0] + " " + words[1], line);
        Optional<KnownKey> known =
            servers.putIfAbsent(RouterName.of(URI.create(words[2])), KnownKeys.key(999));
        assertEquals(Optional.of(key), known, line);
      }
    }
  }
}
