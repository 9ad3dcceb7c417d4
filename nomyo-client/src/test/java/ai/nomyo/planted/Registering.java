// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.planted;

import java.security.Provider;
import java.security.Security;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public final class Registering {

  private Registering() {}

  static void forbidden(Provider provider) {
    Security.addProvider(provider);
  }
}
