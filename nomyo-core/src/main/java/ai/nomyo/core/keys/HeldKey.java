// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.OpeningKey;

/** A key that is erased when it was retired and the last call that borrowed it is over. */
final class HeldKey {

  private final OpeningKey key;
  private final Bytes spki;
  private final String publicKeyPem;
  private final boolean atHome;
  private int borrowers;
  private boolean retired;

  /**
   * @param atHome whether it is the pair that is kept in the ring's home
   */
  HeldKey(OpeningKey key, boolean atHome) {
    this.key = key;
    this.spki = key.spki();
    this.publicKeyPem = Pem.ofPublicKey(spki);
    this.atHome = atHome;
  }

  OpeningKey key() {
    return key;
  }

  Bytes spki() {
    return spki;
  }

  String publicKeyPem() {
    return publicKeyPem;
  }

  boolean isAtHome() {
    return atHome;
  }

  synchronized KeyLease lend() {
    borrowers++;
    return new KeyLease(this);
  }

  synchronized void giveBack() {
    borrowers--;
    eraseWhenUnused();
  }

  synchronized void retire() {
    retired = true;
    eraseWhenUnused();
  }

  private void eraseWhenUnused() {
    if (retired && borrowers == 0) {
      key.close();
    }
  }
}
