// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.KeyProtection;
import java.util.Optional;

/**
 * What can be said of a stored pair in public.
 *
 * @param sizeBits the length of the modulus
 * @param spki the public half as a {@code SubjectPublicKeyInfo} in DER
 * @param form how the private half is kept
 * @param protection how its password protects it; empty when it has none, or stays in a token
 * @param opened whether the private half was read and found to belong to the public one; if not,
 *     all this is said of the public half
 */
public record PairDescription(
    int sizeBits,
    Bytes spki,
    Form form,
    Optional<KeyProtection.Scheme> protection,
    boolean opened) {

  /** How a private half is kept. */
  public enum Form {
    /** A {@code PrivateKeyInfo} or {@code EncryptedPrivateKeyInfo}. */
    PKCS8("PKCS#8"),
    /** An {@code RSAPrivateKey}. */
    PKCS1("PKCS#1"),
    /** In a token, which it never leaves. */
    TOKEN("token");

    private final String text;

    Form(String text) {
      this.text = text;
    }

    /** As a standard writes it, such as {@code PKCS#8}. */
    @Override
    public String toString() {
      return text;
    }
  }
}
