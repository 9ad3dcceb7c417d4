// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Chats that fail, each with an exit code and one line without anything confidential. */
abstract class ExitCodeFixture {

  static final String PROMPT = "a-confidential-prompt";
  static final String ONCE = "--max-retries=0";
  static final String API_KEY = "sk-confidential-key";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  final FakeRouter router = ROUTER.router();
  final Cli cli = Cli.of(router.baseUrl()).variable("NOMYO_API_KEY", API_KEY);

  String file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content).toString();
  }

  /** Nothing on standard output, one line on the other, and nothing confidential on it. */
  static void assertFailure(int exitCode, String exception, Cli.Result result) {
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().matches(exception + ": [^\\r\\n]+\\n"), result.err());
    Stream.of(PROMPT, API_KEY, "correct horse")
        .forEach(secret -> assertFalse(result.err().contains(secret), secret));
  }
}
