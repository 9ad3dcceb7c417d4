// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The public keys that a server's certificate may have, by the SHA-256 of their SPKI. Immutable.
 */
final class TlsPins {

  private static final String BASE64_PREFIX = "sha256/";
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int DIGEST_BYTES = 32;

  private final List<String> hex;

  private TlsPins(List<String> hex) {
    this.hex = hex;
  }

  static TlsPins none() {
    return new TlsPins(List.of());
  }

  /** These and one more. */
  TlsPins and(String pin) {
    String added = pin.startsWith(BASE64_PREFIX) ? ofBase64(pin) : ofHex(pin);
    return new TlsPins(Stream.concat(hex.stream(), Stream.of(added)).distinct().toList());
  }

  private static String ofHex(String pin) {
    String digits = pin.replace(":", "");
    if (!HEX.matcher(digits).matches()) {
      throw refused(pin);
    }
    return digits.toLowerCase(Locale.ROOT);
  }

  private static String ofBase64(String pin) {
    try {
      byte[] digest = Base64.getDecoder().decode(pin.substring(BASE64_PREFIX.length()));
      if (digest.length == DIGEST_BYTES) {
        return HexFormat.of().formatHex(digest);
      }
    } catch (IllegalArgumentException notBase64) {
      throw refused(pin);
    }
    throw refused(pin);
  }

  private static InvalidInputException refused(String pin) {
    return new InvalidInputException(
        "TLS pin", pin, "a SHA-256 as 64 hexadecimal digits, colons optional, or as sha256/BASE64");
  }

  boolean isEmpty() {
    return hex.isEmpty();
  }

  void check(PublicKey key) throws TlsPinMismatchException {
    String seen = digest(key);
    if (!hex.contains(seen)) {
      throw new TlsPinMismatchException(seen, hex);
    }
  }

  private static String digest(PublicKey key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
