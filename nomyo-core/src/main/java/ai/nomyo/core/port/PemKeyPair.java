// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.util.List;
import java.util.Optional;

/**
 * A key pair in PEM text. Closing it erases the private half.
 *
 * @param privateKeyPem PEM text in UTF-8
 * @param publicKeyPem PEM text, when that half is kept too
 * @param exposure who else may read the private half, such as {@code "readable by its group (mode
 *     0640)"}; a key without a password that has any must not be used
 * @param warnings what is not as safe as it could be about the place, one sentence each
 */
public record PemKeyPair(
    SecretBytes privateKeyPem,
    Optional<String> publicKeyPem,
    Optional<String> exposure,
    List<String> warnings)
    implements StoredKey {

  /** Copies the warnings. */
  public PemKeyPair {
    warnings = List.copyOf(warnings);
  }

  /** A pair at a place that nobody else may read. */
  public PemKeyPair(SecretBytes privateKeyPem, Optional<String> publicKeyPem) {
    this(privateKeyPem, publicKeyPem, Optional.empty(), List.of());
  }

  @Override
  public void close() {
    privateKeyPem.close();
  }
}
