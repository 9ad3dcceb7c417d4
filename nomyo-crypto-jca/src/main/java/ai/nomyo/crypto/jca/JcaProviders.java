// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.error.BackendUnavailableException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers of a backend, in the order in which an algorithm is looked for. Immutable. */
final class JcaProviders {

  /** Asks one provider for an algorithm. */
  interface Lookup<T> {
    T in(Provider provider) throws GeneralSecurityException;
  }

  /** Generators that read the system's entropy; SUN, then providers that follow SP 800-90A. */
  private static final List<String> RANDOM = List.of("NativePRNG", "DRBG", "DEFAULT");

  private final String backend;
  private final List<Provider> providers;

  JcaProviders(String backend, List<Provider> providers) {
    this.backend = backend;
    this.providers = List.copyOf(providers);
  }

  /** The JDK's own: ciphers, RSA keys, randomness. */
  static JcaProviders ofJdk() {
    return new JcaProviders(
        "jdk", Stream.of("SunJCE", "SunRsaSign", "SUN").map(JcaProviders::builtIn).toList());
  }

  private static Provider builtIn(String name) {
    Provider provider = Security.getProvider(name);
    if (provider == null || provider.getClass().getClassLoader() != null) {
      throw new BackendUnavailableException(
          "crypto backend jdk lacks the JDK's own provider " + name, null);
    }
    return provider;
  }

  /**
   * The first provider that has an algorithm.
   *
   * @param what names the algorithm in the error
   * @throws BackendUnavailableException if none has it
   */
  Provider require(String what, Lookup<?> lookup) {
    return find(lookup)
        .orElseThrow(
            () ->
                new BackendUnavailableException(
                    "crypto backend " + backend + " lacks " + what + "; looked in " + names(),
                    null));
  }

  /** The first provider that has an algorithm. */
  Optional<Provider> find(Lookup<?> lookup) {
    return providers.stream().filter(provider -> isIn(provider, lookup)).findFirst();
  }

  private static boolean isIn(Provider provider, Lookup<?> lookup) {
    try {
      lookup.in(provider);
      return true;
    } catch (GeneralSecurityException notThere) {
      return false;
    }
  }

  /** The first generator that a provider has, or else the JVM's own. */
  SecureRandom random() {
    return providers.stream()
        .flatMap(provider -> RANDOM.stream().flatMap(name -> random(name, provider)))
        .findFirst()
        .orElseGet(SecureRandom::new);
  }

  /**
   * The generator of that name.
   *
   * @throws BackendUnavailableException if no provider has it
   */
  SecureRandom random(String name) {
    Provider provider =
        require("SecureRandom " + name, offer -> SecureRandom.getInstance(name, offer));
    return random(name, provider).findFirst().orElseThrow();
  }

  private static Stream<SecureRandom> random(String name, Provider provider) {
    try {
      return Stream.of(SecureRandom.getInstance(name, provider));
    } catch (GeneralSecurityException absent) {
      return Stream.empty();
    }
  }

  /** The name that chooses the backend. */
  String backend() {
    return backend;
  }

  /** The providers' versions, in their order. */
  String versions() {
    return providers.stream().map(Provider::getVersionStr).collect(Collectors.joining("+"));
  }

  private String names() {
    return providers.stream().map(Provider::getName).collect(Collectors.joining(", ", "[", "]"));
  }
}
