// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.security.GeneralSecurityException;

/** A call into a provider. Many report bad input with runtime exceptions of their own. */
interface ProviderCall<T> {

  T run() throws GeneralSecurityException;

  /**
   * Runs a call, after which every failure is of the declared kind. BC-FIPS says by an {@code
   * AssertionError} that a step is not approved.
   */
  static <T> T checked(ProviderCall<T> call) throws GeneralSecurityException {
    try {
      return call.run();
    } catch (RuntimeException | AssertionError undeclared) {
      throw new GeneralSecurityException("the provider failed", undeclared);
    }
  }
}
