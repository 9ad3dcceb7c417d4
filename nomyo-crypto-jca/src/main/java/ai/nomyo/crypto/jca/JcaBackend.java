// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;

/**
 * What a cipher is built on.
 *
 * @param providers where algorithms are looked for
 * @param random where random numbers come from
 * @param version of the library, for reports
 * @param versionOf a provider, for reports
 * @param sealing the way that suits the provider
 * @param unwrapping what leaves the least behind
 * @param heapCopies what the provider leaves on the heap, for reports
 * @param mode what must hold on every thread that uses it
 */
record JcaBackend(
    JcaProviders providers,
    SecureRandom random,
    String version,
    Function<Provider, String> versionOf,
    Code code,
    Fips fips,
    Sealing sealing,
    Unwrapping unwrapping,
    List<String> heapCopies,
    ThreadMode mode) {

  /** The JDK's own providers. */
  static JcaBackend ofJdk() {
    JcaProviders providers = JcaProviders.ofJdk();
    return new JcaBackend(
        providers,
        providers.random(),
        System.getProperty("java.version"),
        Provider::getVersionStr,
        Code.JAVA,
        Fips.NONE,
        Sealing.IN_WINDOWS,
        Unwrapping.AS_BYTES,
        HeapCopies.OF_JDK,
        ThreadMode.ANY);
  }

  /** Any providers. */
  static JcaBackend of(JcaProviders providers) {
    return new JcaBackend(
        providers,
        providers.random(),
        providers.versions(),
        Provider::getVersionStr,
        Code.UNKNOWN,
        Fips.NONE,
        Sealing.IN_WINDOWS,
        Unwrapping.AS_KEY,
        HeapCopies.UNKNOWN,
        ThreadMode.ANY);
  }

  /** As reports name a provider. */
  String label(Provider provider) {
    return provider.getName() + " " + versionOf.apply(provider);
  }
}
