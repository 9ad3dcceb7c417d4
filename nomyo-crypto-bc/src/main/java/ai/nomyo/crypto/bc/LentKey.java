// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import java.util.Arrays;
import org.bouncycastle.crypto.params.KeyParameter;

/** A copy of a key as Bouncy Castle's ciphers take it, which is erased on {@link #close}. */
final class LentKey implements AutoCloseable {

  private final KeyParameter parameter;

  /** Bouncy Castle makes a copy of the copy. */
  LentKey(SecretBytes key) {
    try (LentArrays lent = new LentArrays(key)) {
      parameter = new KeyParameter(lent.next());
    }
  }

  KeyParameter parameter() {
    return parameter;
  }

  @Override
  public void close() {
    Arrays.fill(parameter.getKey(), (byte) 0);
  }
}
