// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerKeyPinTest {

  private static final String HEX =
      "00ff11223344556677889900aabbccddeeff00112233445566778899aabbccdd";

  @Test
  void everyWayToWriteAFingerprint_isTheSamePin() {
    byte[] bytes = HexFormat.of().parseHex(HEX);
    ServerKeyPin pin = new ServerKeyPin(HEX);
    assertEquals(pin, new ServerKeyPin(HEX.toUpperCase(Locale.ROOT)));
    assertEquals(pin, new ServerKeyPin(HexFormat.ofDelimiter(":").formatHex(bytes)));
    assertEquals(pin, new ServerKeyPin("sha256/" + Base64.getEncoder().encodeToString(bytes)));
    assertEquals(HEX, pin.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "canary",
        "00ff",
        HEX + "00",
        "0" + HEX,
        " " + HEX,
        "00:" + "ff11223344556677889900aabbccddeeff00112233445566778899aabbccdd",
        "SHA256/AP8RIjNEVWZ3iJkAqrvM3e7/ABEiM0RVZneImaq7zN0=",
        "sha256/AP8RIjNEVWZ3iJkAqrvM3e7/ABEiM0RVZneImaq7zN0",
        "sha256/AP8RIjNEVWZ3iJkAqrvM3e7/ABEiM0RVZneImaq7zN1=",
        "sha256/AP8RIjNEVWZ3iJkAqrvM3e7_ABEiM0RVZneImaq7zN0=",
        "sha256/AAAA",
        "sha256/"
      })
  void anythingElse_isRefusedAndNotQuoted(String text) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> new ServerKeyPin(text));
    assertEquals(
        "server key pin: given a text of "
            + text.length()
            + " chars, allowed is a SHA-256 fingerprint: 64 hexadecimal digits, with or without"
            + " colons, or sha256/BASE64",
        refused.getMessage());
    assertFalse(refused.getMessage().contains("canary"));
  }
}
