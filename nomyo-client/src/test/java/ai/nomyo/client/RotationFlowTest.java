// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clients that replace their keys while calls go on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RotationFlowTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path keys;

  private final FakeRouter router = ROUTER.router();

  private String publicKeySeen(SecureChatCompletion client) {
    client.create(Flow.asking("x"));
    return router.lastRequest().publicKeyPem();
  }

  private String nextPublicKeySeen(SecureChatCompletion client, String present) {
    String seen = present;
    while (seen.equals(present)) {
      seen = publicKeySeen(client);
    }
    return seen;
  }

  private static Optional<Thread> rotationThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("nomyo-key-rotation"))
        .findAny();
  }

  @Test
  void storedPair_isReplacedWhileCallsGoOn_andServesTheNextClient() throws Exception {
    String first;
    String seen;
    try (SecureChatCompletion client = rotating()) {
      first = publicKeySeen(client);
      seen = nextPublicKeySeen(client, first);
      assertNotEquals(first, seen);
    }
    for (Optional<Thread> last = rotationThread(); last.isPresent(); last = rotationThread()) {
      last.get().join();
    }
    assertEquals(List.of(), router.violations());
    try (SecureChatCompletion next =
        Flow.keyless(router).keyDirectory(keys).keyPassword(Golden.password()).build()) {
      String stored = publicKeySeen(next);
      assertNotEquals(first, stored);
      assertEquals(Files.readString(keys.resolve("public_key.pem")), stored);
    }
  }

  private SecureChatCompletion rotating() {
    return Flow.keyless(router)
        .keyDirectory(keys)
        .keyPassword(Golden.password())
        .keyRotation(KeyRotation.afterUses(1))
        .build();
  }

  @Test
  void clientWithoutRotation_startsNoThreadForIt() {
    try (SecureChatCompletion client = Flow.client(router).build()) {
      publicKeySeen(client);
      assertFalse(rotationThread().isPresent());
    }
  }
}
