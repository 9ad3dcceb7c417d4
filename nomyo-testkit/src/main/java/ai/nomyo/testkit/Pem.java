// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.testkit.machine.PemText;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys (RFC 7468), as the protocol wants it and no other. */
final class Pem {

  private static final Pattern PUBLIC = block("PUBLIC KEY");
  private static final Pattern PRIVATE = block("PRIVATE KEY");

  private Pem() {}

  private static Pattern block(String label) {
    return Pattern.compile(
        "-----BEGIN " + label + "-----\\s+([A-Za-z0-9+/=\\s]+)-----END " + label + "-----\\s*");
  }

  /** "SPKI PEM, LF line ends, 64-char lines, trailing LF" (protocol, section 2). */
  static String ofPublic(Bytes spki) {
    return PemText.of("PUBLIC KEY", spki.toArray());
  }

  /** Reads exactly what {@link #ofPublic} writes. */
  static Bytes readPublic(String pem) throws Refusal {
    Matcher block = PUBLIC.matcher(pem);
    try {
      if (block.matches()) {
        Bytes spki = Bytes.copyOf(Base64.getMimeDecoder().decode(block.group(1)));
        if (ofPublic(spki).equals(pem)) {
          return spki;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      throw notPublic();
    }
    throw notPublic();
  }

  private static Refusal notPublic() {
    return Refusal.mistake(
        "X-Public-Key is no SPKI PEM with LF line ends, 64-char lines and a trailing LF");
  }

  /**
   * Reads an unencrypted PKCS#8 key, in whatever lines.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static SecretBytes readPrivate(String pem) {
    Matcher block = PRIVATE.matcher(pem);
    if (!block.matches()) {
      throw new IllegalArgumentException("the key is no unencrypted PKCS#8 PEM");
    }
    return SecretBytes.owning(Base64.getMimeDecoder().decode(block.group(1)));
  }
}
