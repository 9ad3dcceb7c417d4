// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The version of Bouncy Castle, which only the library's JCA provider knows. */
final class LibraryVersion {

  private LibraryVersion() {}

  /** Makes a provider to ask it, and drops it unregistered. */
  static String number() {
    return new BouncyCastleProvider().getVersionStr();
  }
}
