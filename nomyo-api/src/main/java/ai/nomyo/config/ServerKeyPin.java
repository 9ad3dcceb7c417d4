// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A router's key that a client accepts, named by its fingerprint: SHA-256 of the key's {@code
 * SubjectPublicKeyInfo} in DER (RFC 5280, section 4.1), as {@code openssl} and others compute it.
 *
 * @param sha256 64 hexadecimal digits; taken in upper case too, with a colon between any two
 *     digits, or as {@code sha256/} and base64 (RFC 7469, section 2.4), and kept in lower case
 *     without colons
 */
public record ServerKeyPin(String sha256) {

  private static final String BASE64 = "sha256/";
  private static final int BYTES = 32;
  private static final Pattern HEX =
      Pattern.compile("[0-9a-fA-F]{64}|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}");

  /**
   * Reads a fingerprint.
   *
   * @throws InvalidInputException if the text is none
   */
  public ServerKeyPin {
    sha256 = sha256.startsWith(BASE64) ? fromBase64(sha256) : fromHex(sha256);
  }

  private static String fromHex(String text) {
    if (!HEX.matcher(text).matches()) {
      throw refused(text);
    }
    return text.replace(":", "").toLowerCase(Locale.ROOT);
  }

  private static String fromBase64(String text) {
    String encoded = text.substring(BASE64.length());
    byte[] bytes = decoded(encoded, text);
    if (bytes.length != BYTES || !Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
      throw refused(text);
    }
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] decoded(String encoded, String text) {
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException noBase64) {
      throw refused(text);
    }
  }

  /** What was given is not repeated: it may be something else, typed in the wrong place. */
  private static InvalidInputException refused(String text) {
    return new InvalidInputException(
        "server key pin",
        "a text of " + text.length() + " chars",
        "a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons, or sha256/BASE64");
  }

  /** The fingerprint: 64 hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return sha256;
  }
}
