// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.HybridCipher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@link FakeRouter} for JUnit 5 tests, which can take it as a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeRouterExtension ROUTER = FakeRouterExtension.create();
 *
 * @Test
 * void answers(FakeRouter router) { … }
 * }</pre>
 *
 * <p>In a static field, one router serves the class and the classes nested in it, {@link
 * FakeRouter#reset} before each test, so that these tests must not run in parallel; in an instance
 * field, each test has a router of its own.
 */
public final class FakeRouterExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private final FakeRouter.Builder builder;
  private @Nullable FakeRouter router;
  private @Nullable String ownerId;

  private FakeRouterExtension(FakeRouter.Builder builder) {
    this.builder = builder;
  }

  /** Routers as {@link FakeRouter#start()} makes them. */
  public static FakeRouterExtension create() {
    return of(FakeRouter.builder());
  }

  /** Routers as {@link FakeRouter#start(HybridCipher)} makes them. */
  public static FakeRouterExtension with(HybridCipher cipher) {
    return of(FakeRouter.builder(cipher));
  }

  /** Routers with other settings. */
  public static FakeRouterExtension of(FakeRouter.Builder builder) {
    return new FakeRouterExtension(builder);
  }

  /**
   * The router of the test that runs.
   *
   * @throws IllegalStateException if no test runs
   */
  public FakeRouter router() {
    FakeRouter running = router;
    if (running == null) {
      throw new IllegalStateException("the router runs during tests only");
    }
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    startFor(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    startFor(context);
    router().reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    closeFor(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    closeFor(context);
  }

  private void startFor(ExtensionContext context) {
    if (router == null) {
      router = builder.start();
      ownerId = context.getUniqueId();
    }
  }

  /** Nested classes and tests come by here too; only who started it ends it. */
  private void closeFor(ExtensionContext context) {
    if (context.getUniqueId().equals(ownerId)) {
      router().close();
      router = null;
      ownerId = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeRouter.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return router();
  }
}
