// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.port.CipherException;
import java.util.OptionalLong;

/** How a key is made of a password. */
public sealed interface KeyDerivation permits Pbkdf2, Scrypt, OtherDerivation {

  /** As reports name it, with what it costs but for PBKDF2's iterations. */
  String label();

  /** The size of the derived key, where the file says it. */
  OptionalLong keyBytes();

  /** For those who cannot do it. */
  default CipherException unsupported() {
    return AlgorithmNames.unsupported("key derivation", label());
  }
}
