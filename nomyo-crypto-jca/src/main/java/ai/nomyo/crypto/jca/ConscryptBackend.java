// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import java.security.Provider;
import java.util.List;
import org.conscrypt.Conscrypt;

/** Conscrypt, apart from the rest because its classes may be absent. */
final class ConscryptBackend {

  private ConscryptBackend() {}

  static JcaBackend create() {
    Provider provider = Conscrypt.newProvider();
    JcaProviders providers = new JcaProviders("conscrypt", List.of(provider));
    Conscrypt.Version number = Conscrypt.version();
    String version = number.major() + "." + number.minor() + "." + number.patch();
    return new JcaBackend(
        providers,
        // BoringSSL's generator, under a name that others expect.
        providers.random("SHA1PRNG"),
        version,
        any -> version,
        Code.NATIVE,
        Fips.NONE,
        Sealing.AT_ONCE,
        Unwrapping.AS_BYTES,
        HeapCopies.OF_CONSCRYPT,
        ThreadMode.ANY);
  }
}
