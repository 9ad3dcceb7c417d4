package ai.nomyo.core.keys;

import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.OpeningKey;

/** A key that is erased when it was retired and the last call that borrowed it is over. */
final class HeldKey {

  private final OpeningKey key;
  private final String publicKeyPem;
  private int borrowers;
  private boolean retired;

  HeldKey(OpeningKey key) {
    this.key = key;
    this.publicKeyPem = Pem.ofPublicKey(key.spki());
  }

  OpeningKey key() {
    return key;
  }

  String publicKeyPem() {
    return publicKeyPem;
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
