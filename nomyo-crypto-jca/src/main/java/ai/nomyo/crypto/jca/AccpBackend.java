// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.RuntimeCryptoException;
import java.util.List;

/** The Amazon Corretto Crypto Provider, apart from the rest because its classes may be absent. */
final class AccpBackend {

  private AccpBackend() {}

  static JcaBackend create(OptionalLibrary library) {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    requireHealthy(provider, library);
    JcaProviders providers = new JcaProviders(library.backend(), List.of(provider));
    return new JcaBackend(
        providers,
        providers.random("LibCryptoRng"),
        provider.getVersionStr(),
        any -> provider.getVersionStr(),
        Code.NATIVE,
        Fips.NONE,
        Sealing.IN_WINDOWS,
        Unwrapping.AS_BYTES,
        HeapCopies.OF_ACCP,
        ThreadMode.ANY);
  }

  private static void requireHealthy(
      AmazonCorrettoCryptoProvider provider, OptionalLibrary library) {
    Throwable unloadable = provider.getLoadingError();
    if (unloadable != null) {
      throw library.nativeLibraryMissing(unloadable);
    }
    try {
      provider.assertHealthy();
    } catch (RuntimeCryptoException unhealthy) {
      throw library.unavailable("failed its own self-test", unhealthy);
    }
  }
}
