// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the launcher in a house of its own, with a Maven that only pretends. */
class LauncherIT {

  @TempDir Path directory;

  private Path home;
  private Path bin;
  private Path jar;

  @BeforeEach
  void moveIn() throws IOException {
    home = Files.createDirectories(directory.resolve("a house"));
    bin = Files.createDirectories(directory.resolve("bin"));
    jar = home.resolve("nomyo-cli/target/nomyo.jar");
    Files.copy(Path.of("../nomyo"), home.resolve("nomyo"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String tool : new String[] {"bash", "dirname", "find", "readlink", "sed"}) {
      Command.script(bin.resolve(tool), "exec " + tool(tool) + " \"$@\"");
    }
  }

  private static Path tool(String name) {
    return Stream.of("/usr/bin/", "/bin/")
        .map(directory -> Path.of(directory + name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Command launcher() {
    return Command.in(directory, home.resolve("nomyo").toString(), "--version")
        .variable("PATH", bin.toString())
        .variable("JAVA_HOME", Command.JAVA_HOME.toString());
  }

  private void installMaven() throws IOException {
    Path packaged = Path.of("target").toAbsolutePath();
    Command.script(
        bin.resolve("mvn"),
        "echo build noise",
        "echo built >> '" + directory.resolve("builds") + "'",
        "/bin/mkdir -p nomyo-cli/target",
        "/bin/cp -r '" + packaged + "/lib' '" + packaged + "/nomyo.jar' nomyo-cli/target");
  }

  private long builds() throws IOException {
    return Files.readAllLines(directory.resolve("builds")).size();
  }

  private static void assertFailure(String message, Cli.Result result) {
    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("nomyo: "), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().lines().count());
  }

  @Test
  void buildsWhatIsAbsentAndKeepsStandardOutputClean() throws IOException {
    installMaven();

    Cli.Result result = launcher().run("");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().startsWith("nomyo "), result.out());
    assertFalse(result.out().contains("noise"));
  }

  @Test
  void buildsAgainOnlyWhenSourcesAreNewer() throws IOException {
    installMaven();
    Path source = home.resolve("nomyo-core/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "");
    Path test = Files.createDirectories(home.resolve("nomyo-core/src/test")).resolve("T.java");
    Files.writeString(test, "");

    launcher().run("");
    launcher().run("");
    assertEquals(1, builds());

    FileTime later =
        FileTime.from(Files.getLastModifiedTime(jar).toInstant().plus(Duration.ofHours(1)));
    Files.setLastModifiedTime(test, later);
    launcher().run("");
    assertEquals(1, builds());

    Files.setLastModifiedTime(source, later);
    launcher().run("");
    assertEquals(2, builds());
  }

  @Test
  void saysWhenTheBuildFailed() throws IOException {
    Command.script(bin.resolve("mvn"), "exit 1");

    assertFailure("the build failed", launcher().run(""));
  }

  @Test
  void saysThatMavenIsMissing() throws IOException {
    assertFailure("Maven is missing", launcher().run(""));
  }

  @Test
  void saysThatJavaIsMissing() throws IOException {
    assertFailure(
        "install a JDK 17 or later",
        launcher().variable("JAVA_HOME", directory.toString()).run(""));
  }

  @Test
  void saysThatJavaIsTooOld() throws IOException {
    Path old = directory.resolve("jdk");
    Command.script(old.resolve("bin/java"), "echo 'openjdk version \"11.0.2\" 2019' >&2");

    assertFailure(
        "JDK 17 or later is needed", launcher().variable("JAVA_HOME", old.toString()).run(""));
    assertFailure("version 11.0.2", launcher().variable("JAVA_HOME", old.toString()).run(""));
  }

  @Test
  void readsTheVersionFromTheReleaseFileOfTheJdk() throws IOException {
    Path old = directory.resolve("jdk");
    Command.script(old.resolve("bin/java"), "exit 9");
    Files.writeString(old.resolve("release"), "A=\"b\"\nJAVA_VERSION=\"1.8.0_402\"\n");

    assertFailure("version 1.8.0_402", launcher().variable("JAVA_HOME", old.toString()).run(""));
  }

  @Test
  void isFoundThroughLinks() throws IOException {
    installMaven();
    Path link = Files.createSymbolicLink(home.resolve("n"), Path.of("nomyo"));
    Path other = Files.createSymbolicLink(directory.resolve("m"), link);

    Cli.Result result =
        Command.in(directory, "./" + other.getFileName(), "--version")
            .variable("PATH", bin.toString())
            .variable("JAVA_HOME", Command.JAVA_HOME.toString())
            .run("");

    assertEquals(0, result.exitCode(), result.err());
  }
}
