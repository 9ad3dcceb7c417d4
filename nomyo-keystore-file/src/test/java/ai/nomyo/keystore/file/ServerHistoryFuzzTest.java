// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.RouterName;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A file of known servers is understood or refused, and takes another key at any time. */
class ServerHistoryFuzzTest {

  private static final Path FILE = Path.of("known-servers");
  private static final RouterName ROUTER = RouterName.of(URI.create("https://router.example"));
  private static final RouterName OTHER = RouterName.of(URI.create("https://other.example"));
  private static final KnownKey KEY =
      new KnownKey(new ServerKeyPin("ab".repeat(32)), Instant.parse("2026-11-21T12:00:00Z"));

  @FuzzTest
  void text(byte[] utf8) throws Exception {
    String text = new String(utf8, StandardCharsets.UTF_8);
    ServerHistory history;
    try {
      history = ServerHistory.in(FILE, text);
    } catch (KeyStorageException refused) {
      assertTrue(
          refused
              .getMessage()
              .matches("The known-servers file known-servers cannot .*: line \\d+ is no .*"),
          refused::getMessage);
      return;
    }
    assertTakesAnother(history, text);
  }

  /** Wherever the writer is stopped, the file can be read, and the other router's key counts. */
  private static void assertTakesAnother(ServerHistory history, String text)
      throws KeyStorageException {
    String addition = history.addition(ROUTER, KEY, ServerHistory.ACCEPTED);
    for (int end = 0; end <= addition.length(); end++) {
      ServerHistory cut = ServerHistory.in(FILE, text + addition.substring(0, end));
      assertEquals(history.of(OTHER), cut.of(OTHER));
      Optional<KnownKey> key = cut.of(ROUTER);
      assertTrue(key.equals(history.of(ROUTER)) || key.equals(Optional.of(KEY)), key::toString);
    }
    assertEquals(Optional.of(KEY), ServerHistory.in(FILE, text + addition).of(ROUTER));
  }
}
