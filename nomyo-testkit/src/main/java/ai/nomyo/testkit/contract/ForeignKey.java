// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealingKey;

/** A key that no cipher made, of a size and with a public half that any cipher would take. */
record ForeignKey(int sizeBits, Bytes spki) implements OpeningKey, SealingKey {

  @Override
  public Bytes fingerprint() {
    throw new UnsupportedOperationException("the key is nobody's");
  }

  @Override
  public void close() {
    // There is nothing to erase.
  }
}
