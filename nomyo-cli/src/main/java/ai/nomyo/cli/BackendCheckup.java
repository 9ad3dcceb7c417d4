// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backend;
import ai.nomyo.client.Backends;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.error.BackendUnavailableException;
import java.util.Optional;

/**
 * What was found of a backend.
 *
 * @param name of the backend
 * @param present its description and speed; it is built only after its self-test passed
 * @param absentBecause why there is none
 */
record BackendCheckup(String name, Optional<Present> present, String absentBecause) {

  /**
   * A backend that works.
   *
   * @param description who does what
   * @param keyProtection who takes passwords off key files
   * @param rates measured just now
   */
  record Present(CipherDescription description, String keyProtection, QuickRates rates) {}

  static BackendCheckup of(String name) {
    try {
      Backend backend = Backends.named(name);
      Present present =
          new Present(
              backend.cipher().description(),
              backend.keyProtection().description(),
              QuickRates.of(backend.cipher()));
      return new BackendCheckup(name, Optional.of(present), "");
    } catch (BackendUnavailableException absent) {
      return new BackendCheckup(name, Optional.empty(), absent.getMessage());
    }
  }
}
