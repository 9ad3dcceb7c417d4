// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import java.security.GeneralSecurityException;
import java.security.Provider;

/** BC-FIPS, by name: it cannot be on the class path with Bouncy Castle, needed to compile this. */
public final class BcFips {

  private BcFips() {}

  /**
   * A provider of its own.
   *
   * @throws GeneralSecurityException if BC-FIPS is not on the class path
   */
  public static Provider provider() throws GeneralSecurityException {
    try {
      return Class.forName("org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider")
          .asSubclass(Provider.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException absent) {
      throw new GeneralSecurityException(absent);
    }
  }
}
