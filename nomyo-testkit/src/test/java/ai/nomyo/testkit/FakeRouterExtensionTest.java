// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.net.ConnectException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeRouterExtensionTest {

  /** The callbacks in the order in which JUnit calls them. */
  @Nested
  class Callbacks {

    private final FakeRouterExtension extension = FakeRouterExtension.create();

    private ExtensionContext context(String uniqueId) {
      return (ExtensionContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ExtensionContext.class},
              (proxy, method, arguments) -> uniqueId);
    }

    @Test
    void staticRouter_livesAsLongAsItsClassAndForgetsBetweenTests() throws Exception {
      extension.beforeAll(context("class"));
      FakeRouter first = extension.router();
      first.next(Script.status(503)).requireApiKey("k");
      new TestClient(first).get("/pki/public_key");
      extension.beforeEach(context("test"));
      assertSame(first, extension.router());
      assertEquals(0, first.keyFetches());
      TestClient client = new TestClient(first);
      assertEquals(200, client.send(client.call()).statusCode());
      extension.afterEach(context("test"));
      extension.beforeAll(context("nested"));
      extension.afterAll(context("nested"));
      assertSame(first, extension.router());

      extension.afterAll(context("class"));

      assertThrows(IllegalStateException.class, extension::router);
      assertThrows(ConnectException.class, () -> new RawConnection(first.baseUrl()).close());
    }

    @Test
    void routerOfAnInstance_livesAsLongAsItsTest() {
      extension.beforeEach(context("one"));
      FakeRouter first = extension.router();
      extension.afterEach(context("one"));
      assertThrows(IllegalStateException.class, extension::router);
      assertThrows(ConnectException.class, () -> new RawConnection(first.baseUrl()).close());

      extension.beforeEach(context("two"));

      assertNotSame(first, extension.router());
      extension.afterEach(context("two"));
    }
  }

  @Nested
  class InUse {

    @RegisterExtension
    final FakeRouterExtension extension =
        FakeRouterExtension.of(FakeRouter.builder().requireApiKey("k"));

    @Test
    void router_isAParameter(FakeRouter router) throws Exception {
      assertSame(extension.router(), router);
      TestClient client = new TestClient(router);
      assertEquals(401, client.send(client.call()).statusCode());
    }
  }
}
