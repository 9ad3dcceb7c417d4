// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The public keys that a server's certificate may have, by the SHA-256 of their SPKI. Grows while a
 * transport is built.
 */
final class TlsPins {

  private static final String BASE64_PREFIX = "sha256/";
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int DIGEST_BYTES = 32;

  private final Set<String> hex = new LinkedHashSet<>();

  void add(String pin) {
    hex.add(pin.startsWith(BASE64_PREFIX) ? ofBase64(pin) : ofHex(pin));
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
