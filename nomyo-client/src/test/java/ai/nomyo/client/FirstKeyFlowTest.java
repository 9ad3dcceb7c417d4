// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that makes its first key, and a router that takes its time. */
class FirstKeyFlowTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final CountDownLatch made = new CountDownLatch(1);

  @Test
  void keyInMemory_isMadeWhileTheRoutersIsFetched() throws Exception {
    Hold hold = new Hold();
    router.nextKeyFetch(Script.held(hold));
    try (SecureChatCompletion client =
        Flow.keyless(router).cipher(watched(Backends.named("jdk").cipher())).build()) {
      CompletableFuture<ChatResponse> call = client.createAsync(Flow.asking("x"));
      hold.awaitArrival();
      assertTrue(made.await(2, TimeUnit.MINUTES), "no key was made meanwhile");
      hold.release();
      assertEquals(Optional.of("echo: x"), call.join().firstText());
    }
  }

  private HybridCipher watched(HybridCipher cipher) {
    return watched(
        HybridCipher.class,
        (proxy, method, arguments) ->
            method.getName().equals("keys")
                ? watched(cipher.keys())
                : method.invoke(cipher, arguments));
  }

  private RsaKeys watched(RsaKeys keys) {
    return watched(
        RsaKeys.class,
        (proxy, method, arguments) -> {
          Object result = method.invoke(keys, arguments);
          if (method.getName().equals("generate")) {
            made.countDown();
          }
          return result;
        });
  }

  private static <T> T watched(Class<T> port, InvocationHandler handler) {
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }
}
