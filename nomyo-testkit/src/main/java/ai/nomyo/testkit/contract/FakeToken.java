// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;

/** A token with a key of 2048 bits that unwraps as it is told. */
record FakeToken(Bytes spki, Unwrap behaviour) implements TokenKey {

  /** What the token does. */
  interface Unwrap {
    Bytes unwrap(Bytes wrappedKey) throws CipherException;
  }

  @Override
  public int sizeBits() {
    return HybridCipherFixture.SMALL_KEY_BITS;
  }

  @Override
  public SecretBytes unwrap(Bytes wrappedKey, SecretMemory memory) throws CipherException {
    return memory.take(behaviour.unwrap(wrappedKey).toArray());
  }

  @Override
  public void close() {
    // There is nothing to erase.
  }
}
