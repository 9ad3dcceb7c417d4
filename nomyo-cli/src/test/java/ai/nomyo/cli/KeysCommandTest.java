// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {

  /** Of the golden pairs, by {@code openssl pkey -pubin -outform DER | sha256sum}. */
  private static final String GOLDEN =
      "ae0374419ad7cfc02da317de1fc6e28b9edccd1c1a7323ff44df19d39a671cbb";

  private static final String GOLDEN_WITH_PASSWORD =
      "71bb547d9446d20245dec0750e929a299c2a0cff8accc059ba57942555c1dd75";

  private static final String SMALL = "--bits=2048";

  @TempDir Path directory;

  private Path keys;
  private String password;
  private String newPassword;

  @BeforeEach
  void provideFiles() throws IOException {
    keys = directory.resolve("keys");
    password = OwnerOnly.file(directory.resolve("old.txt"), "correct horse\n").toString();
    newPassword = OwnerOnly.file(directory.resolve("new.txt"), "Schlüssel ⚿\n").toString();
  }

  private Cli.Result keys(String verb, String... options) {
    return Cli.plain()
        .run(
            Stream.concat(Stream.of("keys", verb, "--key-dir", keys.toString()), Stream.of(options))
                .toArray(String[]::new));
  }

  private String success(String verb, String... options) {
    Cli.Result result = keys(verb, options);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    return result.out();
  }

  private String refused(int exitCode, String verb, String... options) {
    Cli.Result result = keys(verb, options);
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
    return result.err();
  }

  private JsonObject show(String... options) {
    return Golden.json(
        success(
            "show", Stream.concat(Stream.of("--json"), Stream.of(options)).toArray(String[]::new)));
  }

  private String fingerprint() {
    return show().getString("sha256").orElseThrow();
  }

  private byte[] privateKey() throws IOException {
    return Files.readAllBytes(keys.resolve("private_key.pem"));
  }

  private void provideGolden(String name) throws IOException {
    OwnerOnly.golden(name, OwnerOnly.directory(keys));
  }

  @Nested
  class Generate {

    @Test
    void makesAPairThatChatAndShowRead() throws IOException {
      String out = success("generate", SMALL, "--password-file=" + password);

      assertTrue(out.contains("made, 2048 bits, SHA-256 fingerprint " + fingerprint()), out);
      assertEquals(
          Optional.of(true), show("--password-file=" + password).getBoolean("private_half_opened"));
      assertEquals("0600", FileMode.of(keys.resolve("private_key.pem")).orElseThrow().toString());
      assertEquals("0700", FileMode.of(keys).orElseThrow().toString());
    }

    @Test
    void isOf4096BitsWhenNothingIsSaid() {
      success("generate");

      assertEquals("4096", show().getNumber("size_bits").orElseThrow().text());
    }

    @Test
    void refusesToReplaceAPair() throws IOException {
      provideGolden("client");
      byte[] before = privateKey();

      assertTrue(refused(8, "generate", SMALL).contains("--force"));
      assertTrue(Arrays.equals(before, privateKey()));
    }

    @Test
    void replacesAPairByForce_andSaysWhereTheBackupIs() throws IOException {
      provideGolden("client-password");
      byte[] before = privateKey();

      String out = success("generate", SMALL, "--force");

      Path backup = Path.of(out.lines().toList().get(1).replaceFirst(".*kept: (\\S+).*", "$1"));
      assertTrue(Arrays.equals(before, Files.readAllBytes(keys.resolve(backup))), out);
      assertNotEquals(GOLDEN_WITH_PASSWORD, fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024", "2047", "2049", "8200", "0", "-4096"})
    void refusesASizeThatIsNotAllowed(String bits) {
      assertTrue(refused(2, "generate", "--bits=" + bits).contains("2048 to 8192"));
      assertFalse(Files.exists(keys));
    }

    @Test
    void refusesAnEmptyPassword() throws IOException {
      Path empty = OwnerOnly.file(directory.resolve("empty.txt"), "\n");

      String refused = refused(8, "generate", SMALL, "--password-file=" + empty);
      assertTrue(refused.contains("--password-file: the file is empty"), refused);
      assertFalse(Files.exists(keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\ntwo\n", "one\n\n", "one\rtwo"})
    void refusesAPasswordFileOfSeveralLines(String text) throws IOException {
      Path lines = OwnerOnly.file(directory.resolve("lines.txt"), text);

      String refused = refused(8, "generate", SMALL, "--password-file=" + lines);
      assertTrue(refused.contains("--password-file: the file has several lines"), refused);
      assertFalse(Files.exists(keys));
    }
  }

  @Nested
  class Show {

    @Test
    void tellsAllButTheKey() throws IOException {
      provideGolden("client-password");

      String out = success("show");

      for (String part :
          new String[] {
            "4096 bits",
            GOLDEN_WITH_PASSWORD,
            "PKCS#8",
            "AES-256-CBC",
            "PBKDF2",
            "iterations",
            "not opened",
            "private_key.pem 0600"
          }) {
        assertTrue(out.contains(part), part + " in\n" + out);
      }
    }

    @Test
    void checksBothHalvesWithThePassword() throws IOException {
      provideGolden("client-password");
      String golden = "--password-file=" + Golden.path("client-password/password.txt");

      assertTrue(success("show", golden).contains("belongs to the public one"));
      OwnerOnly.file(
          keys.resolve("public_key.pem"), Files.readString(Golden.path("client/public_key.pem")));
      assertTrue(refused(8, "show", golden).contains("does not belong"));
    }

    @Test
    void tellsOfAPairWithoutAPassword() throws IOException {
      provideGolden("client");

      JsonObject pair = show();

      assertEquals(Optional.of(GOLDEN), pair.getString("sha256"));
      assertEquals(Optional.of(false), pair.getBoolean("encrypted"));
      assertEquals(Optional.of(true), pair.getBoolean("private_half_opened"));
      assertEquals(Optional.empty(), pair.get("iterations"));
    }

    @Test
    void refusesAPairThatOthersMayReadOrThatIsNotThere() throws IOException {
      refused(8, "show");
      provideGolden("client");
      OwnerOnly.mode(keys.resolve("private_key.pem"), "rw-r-----");
      String refused = refused(8, "show");
      assertTrue(refused.contains("readable by its group (mode 0640)"), refused);
      assertTrue(refused.contains("chmod 600"), refused);
    }

    @Test
    void saysThatThePublicHalfIsMissing() throws IOException {
      provideGolden("client");
      Files.delete(keys.resolve("public_key.pem"));

      assertTrue(success("show").contains("the public one is missing"));
    }

    @Test
    void refusesAnEmptyPath_whichWouldBeTheCurrentDirectory() {
      Cli.Result result = Cli.plain().run("keys", "show", "--key-dir=");
      assertEquals(2, result.exitCode());
      assertTrue(result.err().contains("--key-dir: given an empty path"), result.err());
    }

    @Test
    void needsADirectory() {
      Cli.Result result = Cli.plain().run("keys", "show");
      assertEquals(2, result.exitCode());
      assertTrue(result.err().contains("--key-dir"), result.err());
    }
  }

  @Nested
  class ChangePassword {

    @Test
    void putsOneOn_changesIt_andTakesItOff_andTheKeyStaysTheSame() throws IOException {
      provideGolden("client");

      success("change-password", "--new-password-file", password);
      assertEquals(Optional.of(true), show().getBoolean("encrypted"));
      success("change-password", "--password-file", password, "--new-password-file", newPassword);
      assertEquals(Optional.of(GOLDEN), show("--password-file", newPassword).getString("sha256"));
      refused(8, "show", "--password-file", password);
      success("change-password", "--password-file", newPassword, "--no-password");

      assertEquals(Optional.of(false), show().getBoolean("encrypted"));
      assertEquals(GOLDEN, fingerprint());
      try (Stream<Path> files = Files.list(keys)) {
        assertEquals(2, files.filter(file -> file.toString().endsWith(".pem")).count());
      }
    }

    @Test
    void refusesAWrongPassword_andChangesNothing() throws IOException {
      provideGolden("client-password");
      byte[] before = privateKey();

      refused(8, "change-password", "--password-file", newPassword, "--no-password");
      refused(8, "change-password", "--no-password");

      assertTrue(Arrays.equals(before, privateKey()));
    }

    @Test
    void wantsOneOfTwo() throws IOException {
      provideGolden("client");

      refused(2, "change-password");
      refused(2, "change-password", "--no-password", "--new-password-file", newPassword);
    }
  }

  @Nested
  class Rotate {

    @Test
    void makesANewPairUnderTheSamePassword_andRemovesTheFormer() throws IOException {
      success("generate", SMALL, "--password-file", password);
      String before = fingerprint();

      String out = success("rotate", SMALL, "--password-file", password);

      assertNotEquals(before, fingerprint());
      assertTrue(out.contains(fingerprint()), out);
      assertEquals(1, out.lines().count());
      assertEquals(Optional.of(true), show("--password-file", password).getBoolean("encrypted"));
    }

    @Test
    void keepsABackupWhenAsked() throws IOException {
      provideGolden("client");

      String out = success("rotate", SMALL, "--keep-backup");

      assertTrue(out.contains("the former pair is kept"), out);
    }

    @Test
    void refusesALink_inOneSentence() throws IOException {
      provideGolden("client");
      Path elsewhere = directory.resolve("elsewhere.pem");
      Files.move(keys.resolve("private_key.pem"), elsewhere);
      Files.createSymbolicLink(keys.resolve("private_key.pem"), elsewhere);

      String refused = refused(8, "rotate", SMALL);
      assertTrue(refused.startsWith("KeyFileException: The key pair was not replaced"), refused);
      assertTrue(refused.contains("is a link"), refused);
    }

    @Test
    void refusesWhatItCannotOpen() throws IOException {
      refused(8, "rotate", SMALL);
      provideGolden("client-password");
      byte[] before = privateKey();

      refused(8, "rotate", SMALL);
      refused(8, "rotate", SMALL, "--password-file", password);

      assertTrue(Arrays.equals(before, privateKey()));
    }
  }

  @Nested
  class FilesThatOthersMayRead {

    @Test
    void areWarnedOf_byTheirOptionAndModeOnly() throws IOException {
      OwnerOnly.mode(Path.of(password), "rw-r--r--");

      Cli.Result result = keys("generate", SMALL, "--password-file", password);

      assertEquals(0, result.exitCode());
      assertEquals(
          "warning: --password-file: the file can be read by others (mode 0644)\n", result.err());
    }

    @Test
    void ofTheStoreAreWarnedOfAsWell() throws IOException {
      provideGolden("client");
      OwnerOnly.mode(keys, "rwxrwxrwx");

      Cli.Result result = keys("show");

      assertEquals(0, result.exitCode());
      assertTrue(
          result.err().matches("warning: [^\\n]*writable[^\\n]*0777[^\\n]*\\n"), result.err());
    }
  }

  @Test
  void aVerbIsMissing() {
    Cli.Result result = Cli.plain().run("keys");
    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("generate, show, change-password or rotate"), result.err());
  }
}
