// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.error.BackendUnavailableException;
import java.util.List;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.fips.FipsOperationError;
import org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider;

/** BC-FIPS, apart from the rest because its classes may be absent. */
final class BcFipsBackend {

  private static final String PROPERTY = "org.bouncycastle.fips.approved_only";
  private static final String PLAIN = "org/bouncycastle/jce/provider/BouncyCastleProvider.class";

  private BcFipsBackend() {}

  static JcaBackend create(OptionalLibrary library) {
    requireUnmixed(library);
    requireApprovedOnly(library);
    BouncyCastleFipsProvider provider = provider(library);
    JcaProviders providers = new JcaProviders(library.backend(), List.of(provider));
    String version = version(provider);
    return new JcaBackend(
        providers,
        providers.random("DEFAULT"),
        version,
        any -> version,
        CryptoServicesRegistrar.getNativeServices().isEnabled() ? Code.NATIVE : Code.JAVA,
        Fips.APPROVED_ONLY,
        Sealing.IN_WINDOWS,
        Unwrapping.AS_KEY,
        HeapCopies.OF_BC_FIPS,
        BcFipsBackend::requireApprovedOnlyThread);
  }

  private static BouncyCastleFipsProvider provider(OptionalLibrary library) {
    try {
      return new BouncyCastleFipsProvider();
    } catch (FipsOperationError broken) {
      throw broken(library, broken);
    }
  }

  /** It compares its classes with a checksum when the first of them is used. */
  private static BackendUnavailableException broken(
      OptionalLibrary library, FipsOperationError failure) {
    return library.unavailable(
        "failed its own self-test; its jar must be as it was published, and not merged into another",
        failure);
  }

  /** Both jars define classes of the same names; which of them runs depends on their order. */
  private static void requireUnmixed(OptionalLibrary library) {
    ClassLoader loader = BcFipsBackend.class.getClassLoader();
    if (loader.getResource(PLAIN) != null) {
      throw new BackendUnavailableException(
          "crypto backend "
              + library.backend()
              + " cannot share a class path with plain Bouncy Castle (bcprov); remove one of them",
          null);
    }
  }

  private static void requireApprovedOnly(OptionalLibrary library) {
    try {
      requireApprovedOnlyThread();
    } catch (FipsOperationError broken) {
      throw broken(library, broken);
    } catch (CipherException notApproved) {
      throw new BackendUnavailableException(notApproved.getMessage(), null);
    }
  }

  private static void requireApprovedOnlyThread() throws CipherException {
    if (!CryptoServicesRegistrar.isInApprovedOnlyMode()) {
      throw new CipherException(
          "crypto backend bcfips needs approved-only mode on every thread that uses it: start Java"
              + " with -D"
              + PROPERTY
              + "=true",
          null);
    }
  }

  /** The provider's number hides the patch level, which its text shows after a v. */
  private static String version(BouncyCastleFipsProvider provider) {
    String info = provider.getInfo();
    return info.substring(info.lastIndexOf('v') + 1);
  }
}
