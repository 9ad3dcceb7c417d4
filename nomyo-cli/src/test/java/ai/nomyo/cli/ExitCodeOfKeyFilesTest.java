// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 8: a key file that cannot be used, with the one line that goes with each cause. */
class ExitCodeOfKeyFilesTest extends ExitCodeFixture {

  private static final String PASSWORD_KEY = "client-password";

  private void assertRefused(Path keys, String... more) {
    Cli keyless = Cli.plain().with("--base-url=" + router.baseUrl(), "--allow-http");
    Cli.Result result = keyless.with("--key-dir=" + keys).with(more).chat(PROMPT);
    assertFailure(8, "KeyFileException", result);
    assertEquals(0, router.keyFetches());

    Cli.Result opened =
        Cli.plain()
            .run(
                Stream.concat(
                        Stream.of(
                            "envelope",
                            "open",
                            Golden.path("responses/good/minimal.package.json").toString(),
                            "--key-dir=" + keys),
                        Stream.of(more))
                    .toArray(String[]::new));
    assertFailure(8, "KeyFileException", opened);
  }

  private Path copyOf(String keys) throws IOException {
    return OwnerOnly.golden(keys, directory);
  }

  @Test
  void missingPassword() {
    assertRefused(Golden.path(PASSWORD_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "", "\n", "SchlÃ¼ssel: correct horse 1"})
  void wrongPassword(String password) throws IOException {
    assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + file("password.txt", password));
  }

  @Test
  void passwordThatIsNotUtf8() throws IOException {
    Path latin1 = Path.of(file("password.txt", ""));
    Files.write(latin1, new byte[] {(byte) 0xfc});

    assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + latin1);
  }

  @Test
  void passwordFileThatCannotBeRead() {
    assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + directory.resolve("absent"));
    assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + directory);
  }

  @Test
  void passwordThatIsNotNeeded() throws IOException {
    assertRefused(Golden.path("client"), "--password-file=" + file("p.txt", "correct horse"));
  }

  @Test
  void mismatchedPair() throws IOException {
    Path keys = copyOf("client");
    Files.writeString(
        keys.resolve("public_key.pem"), Files.readString(Golden.path("server/public_key.pem")));

    assertRefused(keys);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END"})
  void garbage(String pem) throws IOException {
    Path keys = copyOf("client");
    Files.writeString(keys.resolve("private_key.pem"), pem);

    assertRefused(keys);
    assertEquals(pem, Files.readString(keys.resolve("private_key.pem")), "never overwritten");
  }

  @Test
  void publicKeyAlone() throws IOException {
    Path keys = copyOf("client");
    Files.delete(keys.resolve("private_key.pem"));

    assertRefused(keys);
  }

  @Test
  void directoryThatCannotBeMade() throws IOException {
    Path taken = Files.writeString(directory.resolve("keys"), "a file");

    assertRefused(taken);
  }

  @Test
  void messagesAreOneLineWhateverTheyHold() throws IOException {
    Path keys = OwnerOnly.directory(directory.resolve("a\n\u001b[31mb" + separator() + "c"));
    OwnerOnly.file(keys.resolve("private_key.pem"), "garbage");
    Cli garbled = Cli.plain().with("--key-dir=" + keys, "--base-url=https://router.invalid");

    Cli.Result result = garbled.chat(PROMPT);

    assertFailure(8, "KeyFileException", result);
    assertTrue(result.err().contains("a [31mb c"), result.err());
  }

  /** Unicode's, where the locale lets a file's name have it; not so the locale C. */
  private static String separator() {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
    return names.newEncoder().canEncode('\u2028') ? "\u2028" : "\r";
  }
}
