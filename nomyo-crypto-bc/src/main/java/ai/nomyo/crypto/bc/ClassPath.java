// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.error.BackendUnavailableException;

/** What must not be on the class path. */
final class ClassPath {

  private static final String BC_FIPS =
      "org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class";

  private ClassPath() {}

  /** BC-FIPS and plain Bouncy Castle define classes of the same names. */
  static void requireUnmixed() {
    if (ClassPath.class.getClassLoader().getResource(BC_FIPS) != null) {
      throw new BackendUnavailableException(
          "crypto backend bc cannot share a class path with BC-FIPS (bc-fips); remove one of them",
          null);
    }
  }
}
