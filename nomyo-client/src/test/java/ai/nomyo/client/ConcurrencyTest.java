// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One client and many threads. */
class ConcurrencyTest {

  private static final int THREADS = 32;
  private static final int CALLS_EACH = 3;
  private static final int CALLS = THREADS * CALLS_EACH;

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureChatCompletion client = Flow.client(router).build();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void everyThread_getsItsOwnAnswers_underFreshIdsAndNonces() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String name = "thread " + i;
        callers.add(() -> call(name));
      }
      for (Future<Boolean> caller : threads.invokeAll(callers)) {
        assertTrue(caller.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(CALLS, distinct(ReceivedRequest::payloadId));
    assertEquals(CALLS, distinct(ConcurrencyTest::nonce));
    assertEquals(1, distinct(ReceivedRequest::publicKeyPem));
    assertTrue(router.connections() <= THREADS, () -> router.connections() + " connections");
    assertEquals(List.of(), router.violations());
  }

  private boolean call(String name) {
    for (int i = 0; i < CALLS_EACH; i++) {
      String prompt = name + ", call " + i;
      assertEquals(Optional.of("echo: " + prompt), client.create(Flow.asking(prompt)).firstText());
    }
    return true;
  }

  private long distinct(Function<ReceivedRequest, String> property) {
    return router.requests().stream().map(property).distinct().count();
  }

  private static String nonce(ReceivedRequest request) {
    String text = new String(request.packageBytes(), StandardCharsets.UTF_8);
    JsonObject sealed = Nomyo.json().read(text).asObject().orElseThrow();
    return sealed.getObject("encrypted_payload").orElseThrow().getString("nonce").orElseThrow();
  }

  @Test
  void callsOneAfterTheOther_shareOneConnection_andOneKey() {
    for (int i = 0; i < 5; i++) {
      client.create(Flow.asking("x"));
    }
    assertEquals(1, router.connections());
    assertEquals(1, router.keyFetches());
  }
}
