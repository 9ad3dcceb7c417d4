// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.util.Base64;

/** Base64 in exactly one spelling: standard alphabet, padded, no line breaks, unused bits zero. */
final class StrictBase64 {

  private StrictBase64() {}

  static byte[] decode(String name, String text) throws Refusal {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      throw refused(name);
    }
    throw refused(name);
  }

  private static Refusal refused(String name) {
    return Refusal.mistake(
        name + " is not base64 with padding, without line breaks and with zero unused bits");
  }
}
