// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import javax.security.auth.DestroyFailedException;
import javax.security.auth.Destroyable;

/** Erases a provider's object if the provider knows how; most of the JDK's do not. */
final class Destruction {

  private Destruction() {}

  static void attempt(Destroyable secret) {
    try {
      secret.destroy();
    } catch (DestroyFailedException unsupported) {
      // All that is left is to drop the reference, which callers do.
    }
  }
}
