// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.SecretMemory;

/** How a provider wants to be given a message, and in which kind of buffer it is fastest. */
enum Sealing {
  /** In windows; over heap arrays, which the JDK, ACCP and BC-FIPS read without copying. */
  IN_WINDOWS(SecretMemory.Kind.HEAP),
  /** All at once, outside the heap: Conscrypt copies anything else to where nobody erases it. */
  AT_ONCE(SecretMemory.Kind.DIRECT);

  private final SecretMemory.Kind kind;

  Sealing(SecretMemory.Kind kind) {
    this.kind = kind;
  }

  /** The kind of buffer to open messages into. */
  SecretMemory.Kind kind() {
    return kind;
  }
}
