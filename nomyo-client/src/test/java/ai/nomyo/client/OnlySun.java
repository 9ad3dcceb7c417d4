package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.Provider;
import java.security.Security;
import java.util.List;

/** A host without any provider but SUN, which is spied on. */
final class OnlySun {

  /** What is done there. */
  interface Body {
    void run() throws Exception;
  }

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
}
