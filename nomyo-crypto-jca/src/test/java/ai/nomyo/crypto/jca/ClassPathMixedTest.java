// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.BackendUnavailableException;
import org.junit.jupiter.api.Test;

/** BC-FIPS and plain Bouncy Castle on one class path. */
final class ClassPathMixedTest {

  @Test
  void bcFips_isRefusedAndTheReasonNamed() {
    for (Runnable factory :
        new Runnable[] {() -> JcaHybridCipher.bcFips(), () -> JcaKeyProtection.bcFips()}) {
      BackendUnavailableException error =
          assertThrows(BackendUnavailableException.class, factory::run);
      assertEquals(
          "crypto backend bcfips cannot share a class path with plain Bouncy Castle (bcprov);"
              + " remove one of them",
          error.getMessage());
    }
  }

  @Test
  void otherBackends_workAllTheSame() throws Exception {
    Exchange.between(JcaHybridCipher.onJdk(), JcaHybridCipher.onJdk());
  }
}
