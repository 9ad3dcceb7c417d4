// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.security.Provider;
import java.security.Security;
import java.util.List;

/** The host's list of providers, changed for a test and put back. */
final class HostProviders {

  /** What is done while the list is another. */
  interface Body {
    void run() throws Exception;
  }

  private HostProviders() {}

  static List<Provider> now() {
    return List.of(Security.getProviders());
  }

  static void without(String name, Body body) throws Exception {
    changed(() -> Security.removeProvider(name), body);
  }

  static void withFirst(Provider first, Body body) throws Exception {
    changed(() -> Security.insertProviderAt(first, 1), body);
  }

  private static void changed(Runnable change, Body body) throws Exception {
    List<Provider> before = now();
    try {
      change.run();
      body.run();
    } finally {
      now().forEach(provider -> Security.removeProvider(provider.getName()));
      before.forEach(Security::addProvider);
    }
  }
}
