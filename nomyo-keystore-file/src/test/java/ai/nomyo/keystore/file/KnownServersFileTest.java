// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static ai.nomyo.keystore.file.KnownKeys.NOON;
import static ai.nomyo.keystore.file.KnownKeys.ROUTER;
import static ai.nomyo.keystore.file.KnownKeys.URL;
import static ai.nomyo.keystore.file.KnownKeys.key;
import static ai.nomyo.keystore.file.KnownKeys.line;
import static ai.nomyo.keystore.file.KnownKeys.pin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the file, and what is made of what stands in it. */
final class KnownServersFileTest {

  @TempDir Path directory;
  private Path file;
  private KnownServersFile servers;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("known-servers");
    servers = at(NOON);
  }

  private KnownServersFile at(Instant now) {
    return KnownServersFile.at(file, Disk.REAL, new FakeTime(now.toString()));
  }

  private String written() throws IOException {
    return Files.readString(file);
  }

  @Test
  void lines_areAddedBelowAHeadThatSaysWhatTheyAre() throws Exception {
    servers.putIfAbsent(ROUTER, key(1));
    at(NOON.plus(Duration.ofHours(1))).accept(URL, pin(2));
    assertEquals(
        """
        # Keys of NOMYO routers: those that clients met first, and those that were accepted later.
        # TIME BASE-URL SHA256 ORIGIN. The last line of a URL counts. Lines are only ever added.
        """
            + line(1, "first-use")
            + line(2, "accepted").replace("T12", "T13"),
        written());
  }

  @Test
  void fractionsOfASecond_areNotKept() throws Exception {
    KnownKey late = new KnownKey(pin(1), NOON.plusMillis(999));
    servers.putIfAbsent(ROUTER, late);
    assertEquals(Optional.of(late), servers.putIfAbsent(ROUTER, key(2)));
    assertTrue(written().endsWith(line(1, "first-use")), written());
  }

  @Nested
  class Accepting {

    @Test
    void keyThatWasAcceptedLast_counts_alsoWhenItIsAnOldOne() throws Exception {
      servers.putIfAbsent(ROUTER, key(1));
      Instant later = NOON.plusSeconds(60);
      assertEquals(new KnownKey(pin(2), later), at(later).accept(URL, pin(2)));
      assertEquals(Optional.of(new KnownKey(pin(2), later)), servers.putIfAbsent(ROUTER, key(1)));
      servers.accept(URL, pin(1));
      assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    }

    @Test
    void keyThatCountsAlready_isNotAddedAgain() throws Exception {
      servers.putIfAbsent(ROUTER, key(1));
      String before = written();
      assertEquals(key(1), at(NOON.plusSeconds(1)).accept(URL, pin(1)));
      assertEquals(before, written());
    }

    @Test
    void keyCanBeAccepted_beforeTheFirstUse() throws Exception {
      servers.accept(URL, pin(1));
      assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://router.example/",
          "HTTPS://Router.Example:443",
          "https://router.example//",
        })
    void spellingOfTheUrl_doesNotMatter(String url) throws Exception {
      servers.accept(URI.create(url), pin(1));
      assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://router.example",
          "https://router.example:8443",
          "https://router.example/a",
          "https://router.example.org",
        })
    void anotherUrl_isAnotherRouter(String url) throws Exception {
      servers.accept(URI.create(url), pin(1));
      assertEquals(Optional.empty(), servers.putIfAbsent(ROUTER, key(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "//canary", "https:canary", "file:///canary", "ftp://canary"})
    void urlOfNoRouter_isRefused_andNotQuoted(String url) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> servers.accept(URI.create(url), pin(1)));
      assertFalse(refused.getMessage().contains("canary"), refused.getMessage());
      assertTrue(Files.notExists(file));
    }

    @Test
    void wayToDoIt_canBeCopied() {
      String sha256 = pin(7).sha256();
      assertEquals(
          "accept it: run nomyo server-key --base-url http://127.0.0.1:8 --allow-http"
              + " --known-servers "
              + file
              + " --accept "
              + sha256
              + " or call KnownServersFile.at(Path.of(\""
              + file
              + "\")).accept(URI.create(\"http://127.0.0.1:8\"), new ServerKeyPin(\""
              + sha256
              + "\"))",
          servers.howToAccept(RouterName.of(URI.create("http://127.0.0.1:8")), key(7)));
      assertFalse(servers.howToAccept(ROUTER, key(7)).contains("--allow-http"));
    }
  }

  @Nested
  class WrittenByPeople {

    @Test
    void comments_mayBeInAnyEncoding() throws Exception {
      KnownKeys.write(file, "# Schlüssel\n");
      assertEquals(Optional.empty(), servers.putIfAbsent(ROUTER, key(1)));
      assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    }

    @Test
    void emptyFile_holdsNothing_andGetsItsHead() throws Exception {
      KnownKeys.write(file, "");
      assertEquals(Optional.empty(), servers.putIfAbsent(ROUTER, key(1)));
      assertTrue(written().startsWith("# Keys of NOMYO routers"), written());
    }

    @Test
    void lastLineWithoutItsEnd_counts_andGetsOneBeforeTheNext() throws Exception {
      KnownKeys.write(file, line(1, "accepted").stripTrailing());
      assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
      servers.accept(URL, pin(2));
      assertEquals(line(1, "accepted") + line(2, "accepted"), written());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "garbage",
          " # indented",
          "2026-11-22T12:00:00Z https://router.example SHA",
          "2026-11-22T12:00:00Z https://router.example SHA accepted ",
          "2026-11-22T12:00:00Z https://router.example SHA accepted\r",
          "2026-11-22T12:00:00Z  https://router.example SHA accepted",
          "2026-11-22T12:00:00Z\thttps://router.example SHA accepted",
          "2026-11-22T12:00:00Z https://router.example SHA believed",
          "2026-11-22T12:00:00Z https://router.example SHA0 accepted",
          "2026-11-22T12:00:00Z router.example SHA accepted",
          "2026-13-22T12:00:00Z https://router.example SHA accepted",
          "2026-11-22T12:00:00.5Z https://router.example SHA accepted",
          "2026-11-22T12:00:00+01:00 https://router.example SHA accepted",
          "x2026-11-22#",
          "\0\0\0\0",
        })
    void lineThatIsNone_isAnErrorThatNamesIt_andNothingIsAdded(String text) throws Exception {
      String bad = text.replace("SHA", pin(3).sha256());
      assertRefused(line(1, "first-use") + bad + "\n" + line(2, "accepted"), 2);
      assertRefused(line(1, "first-use") + bad + "\n", 2);
      assertRefused(bad + "\n" + line(1, "first-use"), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", " ", "x2026-11-22", "2026-11-22T12:00:00Z ftp", "\0"})
    void restThatIsNoBeginningOfALine_isAnErrorAsWell(String rest) throws Exception {
      assertRefused(line(1, "first-use") + rest, 2);
    }

    @Test
    void upperCaseFingerprint_isNotWhatIsWrittenHere() throws Exception {
      String upperCase = "ABCDEF".repeat(10) + "0123";
      assertRefused(line(1, "accepted").replace(pin(1).sha256(), upperCase), 1);
    }

    private void assertRefused(String content, int number) throws Exception {
      KnownKeys.write(file, content);
      String expected = "The known-servers file " + file + " cannot be understood: line " + number;
      assertMessage(expected + " ", () -> servers.check());
      assertMessage(expected + " ", () -> servers.putIfAbsent(ROUTER, key(1)));
      assertMessage(expected + " ", () -> servers.accept(URL, pin(9)));
      assertEquals(content, written());
    }
  }

  private interface Attempt {
    void make() throws KeyStorageException;
  }

  private static void assertMessage(String start, Attempt attempt) {
    KeyStorageException refused = assertThrows(KeyStorageException.class, attempt::make);
    assertTrue(refused.getMessage().startsWith(start), refused.getMessage());
  }

  @Nested
  class NotAFile {

    private void assertUnreadable(String reason) {
      String start = "The known-servers file " + file + " cannot be read (" + reason;
      assertMessage(start, () -> servers.check());
      assertMessage(start, () -> servers.putIfAbsent(ROUTER, key(1)));
      assertMessage(start, () -> servers.accept(URL, pin(1)));
    }

    @Test
    void directory_isAnError() throws Exception {
      Files.createDirectory(file);
      assertUnreadable("not a regular file)");
    }

    @Test
    void fileThatIsTooLarge_isAnError() throws Exception {
      String content = "#".repeat(1024 * 1024 + 1);
      KnownKeys.write(file, content);
      assertUnreadable("1048577 bytes, at most 1048576 are read)");
      assertEquals(content, written());
    }

    @Test
    void linkThatLeadsNowhere_isAnError_andNotTakenForEmpty() throws Exception {
      Files.createSymbolicLink(file, directory.resolve("absent"));
      assertUnreadable("it is a link that leads nowhere)");
      assertTrue(Files.notExists(directory.resolve("absent")));
    }

    @Test
    void fileInPlaceOfTheDirectory_isAnError() throws Exception {
      Path taken = Files.writeString(directory.resolve("taken"), "as it was");
      KnownServersFile below = KnownServersFile.at(taken.resolve("known-servers"));
      assertThrows(KeyStorageException.class, below::check);
      assertThrows(KeyStorageException.class, () -> below.putIfAbsent(ROUTER, key(1)));
      assertEquals("as it was", Files.readString(taken));
    }

    @Test
    void emptyPath_isRefused() {
      assertThrows(InvalidInputException.class, () -> KnownServersFile.at(Path.of("")));
    }
  }

  @Test
  void link_isFollowedForReading_butNothingIsAddedThroughIt() throws Exception {
    Path target = KnownKeys.write(directory.resolve("target"), line(1, "accepted"));
    Files.createSymbolicLink(file, target);
    assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    assertMessage(
        "The known-servers file " + file + " cannot be added to (a link: name the file it leads",
        () -> servers.accept(URL, pin(2)));
    assertEquals(line(1, "accepted"), Files.readString(target));
  }

  @Test
  void lookingAtTheFile_makesNothing() throws Exception {
    assertEquals(List.of(), servers.check());
    try (var entries = Files.list(directory)) {
      assertEquals(0, entries.count());
    }
  }

  @Test
  void pathWithoutADirectory_isInTheCurrentOne() throws Exception {
    Path here = Path.of(".known-servers-that-is-absent");
    assertEquals(List.of(), KnownServersFile.at(here).check());
    assertTrue(Files.notExists(here));
  }
}
