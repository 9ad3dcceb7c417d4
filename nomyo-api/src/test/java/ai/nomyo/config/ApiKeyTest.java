// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  private static void assertRefused(String beginning, Executable making) {
    InvalidInputException refused = assertThrows(InvalidInputException.class, making);
    assertTrue(refused.getMessage().startsWith(beginning), refused.getMessage());
    assertFalse(refused.getMessage().matches("(?s).*can(ary|äry| ary).*"), refused.getMessage());
  }

  @Test
  void key_isRevealedOnDemandOnly() {
    ApiKey key = ApiKey.of("sk-canary");
    assertEquals("sk-canary", key.reveal());
    assertEquals("ApiKey[9 chars]", key.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "canary\n", "canary\r\nX-Evil: 1", "can ary", "canäry"})
  void whatAHeaderCannotCarry_isRefusedAndNotQuoted(String text) {
    assertRefused("API key: given a text of " + text.length(), () -> ApiKey.of(text));
  }

  @Nested
  class OfTheEnvironment {

    @Test
    void isTheVariablesValue() {
      assertEquals("sk-1", ApiKey.fromVariable("KEY", "sk-1").reveal());
    }

    /** Compared without being shown: a variable may hold a secret. */
    @Test
    void variableOfThisProcess_isRead() {
      System.getenv().entrySet().stream()
          .filter(variable -> variable.getValue().matches("[!-~]+"))
          .forEach(variable -> assertTrue(isRead(variable.getKey(), variable.getValue())));
      assertRefused(
          "environment variable NOMYO_ABSENT: given none",
          () -> ApiKey.fromEnvironment("NOMYO_ABSENT"));
    }

    private boolean isRead(String name, String value) {
      return ApiKey.fromEnvironment(name).reveal().equals(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankVariable_isNoKey(String value) {
      assertRefused(
          "environment variable KEY: given a blank one", () -> ApiKey.fromVariable("KEY", value));
    }

    @Test
    void variableThatNoHeaderCanCarry_isNamed_andItsValueIsNot() {
      assertRefused(
          "environment variable KEY: given a text of 7 chars",
          () -> ApiKey.fromVariable("KEY", "canary\n"));
    }
  }

  @Nested
  class OfAFile {

    @TempDir Path directory;

    private Path file(String text) throws IOException {
      return Files.writeString(directory.resolve("key"), text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void oneLineEndAfterIt_isNotPartOfIt(String lineEnd) throws IOException {
      assertEquals("sk-1", ApiKey.fromFile(file("sk-1" + lineEnd)).reveal());
    }

    @Test
    void replacedFile_givesTheNewKey() throws IOException {
      assertEquals("sk-1", ApiKey.fromFile(file("sk-1")).reveal());
      assertEquals("sk-2", ApiKey.fromFile(file("sk-2")).reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "canary\n\n", " canary", "canary ", "canary\r", "canäry"})
    void fileWithAnythingElse_isNamed_andItsTextIsNot(String text) throws IOException {
      Path file = file(text);
      assertRefused("API key file " + file + ": given a text of", () -> ApiKey.fromFile(file));
    }

    @Test
    void fileMayHave8KiB() throws IOException {
      assertEquals(8192, ApiKey.fromFile(file("k".repeat(8192))).reveal().length());
      Path file = file("k".repeat(8193));
      assertRefused(
          "API key file " + file + ": given one of more than 8 KiB", () -> ApiKey.fromFile(file));
    }

    @Test
    void fileThatCannotBeRead_isNamed() {
      Path absent = directory.resolve("absent");
      assertRefused(
          "API key file " + absent + ": given one that does not exist",
          () -> ApiKey.fromFile(absent));
      assertRefused(
          "API key file " + directory + ": given one that ", () -> ApiKey.fromFile(directory));
    }
  }
}
