// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.machine.SpyingProvider;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A host without any provider but SUN, which is spied on. */
final class OnlySun {

  /** What is done there. */
  interface Body {
    void run() throws Exception;
  }

  private static final String GENERATOR = "SecureRandom NativePRNG";

  /** The module's entropy, and random names: of calls, key files' changes and JNA's library. */
  private static final Predicate<String> MAY_WANT_RANDOM_BYTES =
      asker ->
          asker.startsWith("org.bouncycastle.")
              || asker.startsWith("java.util.UUID")
              || asker.equals("com.sun.jna.Native");

  /**
   * When a class of the module is loaded, the JVM checks its jar's signature; and SUN's generator
   * mixes what the system gives it by means of a digest of SUN's.
   */
  private static final Predicate<String> ASKS_FOR_ITSELF =
      asker ->
          asker.startsWith("java.util.jar.")
              || asker.startsWith("sun.security.provider.NativePRNG");

  private OnlySun() {}

  /** SunJCE, SunRsaSign, SunEC, SunJSSE, SunPKCS11 and the others are back afterwards. */
  static SpyingProvider during(Body body) throws Exception {
    SpyingProvider sun = new SpyingProvider(Security.getProvider("SUN"));
    List<Provider> before = List.of(Security.getProviders());
    try {
      before.forEach(provider -> Security.removeProvider(provider.getName()));
      Security.addProvider(sun);
      body.run();
      assertEquals(List.of(sun), List.of(Security.getProviders()));
    } finally {
      Security.removeProvider("SUN");
      before.forEach(Security::addProvider);
    }
    return sun;
  }

  /** It was asked for random bytes, and otherwise only by the JVM itself. */
  static void assertAskedForEntropyAlone(SpyingProvider sun) {
    Map<String, Set<String>> asked = sun.asked();
    assertTrue(asked.containsKey(GENERATOR), asked::toString);
    asked.forEach(
        (service, askers) ->
            assertTrue(
                askers.stream()
                    .allMatch(service.equals(GENERATOR) ? MAY_WANT_RANDOM_BYTES : ASKS_FOR_ITSELF),
                () -> service + ": " + askers));
  }
}
