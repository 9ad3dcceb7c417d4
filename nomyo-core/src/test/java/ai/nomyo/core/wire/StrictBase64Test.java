// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 12, 16, 512, 49151, 49152, 49153, 98304, 200_000})
  void canonicalText_isDecoded(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    assertArrayEquals(bytes, StrictBase64.decode(Base64.getEncoder().encodeToString(bytes)));
  }

  @Test
  void spareBytes_areLeftBehindTheDecodedOnes_andTheSourceIsUntouched() throws Exception {
    ByteBuffer chars = ByteBuffer.wrap("xxAQIDxx".getBytes(StandardCharsets.US_ASCII));
    chars.position(2).limit(6);
    assertArrayEquals(new byte[] {1, 2, 3, 0, 0}, StrictBase64.decode(chars, 2));
    assertEquals(2, chars.position());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AA",
        "AAA",
        "AAAAA",
        "=",
        "====",
        "A===",
        "AQ=A",
        "AQ==AQ==",
        "AB==",
        "AAB=",
        "A Q=",
        "AQ==\n",
        " AQ==",
        "AQ-_",
        "!!==",
        "AQIé",
        "AQID\u0000\u0000\u0000\u0000"
      })
  void anyOtherSpelling_isRefused(String text) {
    assertThrows(MalformedPackageException.class, () -> StrictBase64.decode(text));
  }

  @Test
  void paddingInsideALongText_isRefused() {
    String window = "A".repeat(64 * 1024 - 4) + "AQ==";
    assertThrows(MalformedPackageException.class, () -> StrictBase64.decode(window + "AAAA"));
  }
}
