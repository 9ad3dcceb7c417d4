// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.port.KeyStore;

/** What was done to a pair, for people. */
final class PairText {

  private PairText() {}

  static String of(String what, SavedPair pair, KeyStore store) {
    String done =
        store.location()
            + ": "
            + what
            + ", "
            + pair.sizeBits()
            + " bits, SHA-256 fingerprint "
            + Fingerprint.of(pair.spki());
    return pair.backup().map(place -> done + "\nthe former pair is kept: " + place).orElse(done);
  }
}
