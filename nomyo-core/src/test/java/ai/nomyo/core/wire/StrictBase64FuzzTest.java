// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A text is decoded if it is what the JDK's encoder makes of some bytes, and refused if not. */
class StrictBase64FuzzTest {

  @FuzzTest
  void text(byte[] chars) throws Exception {
    String text = new String(chars, StandardCharsets.ISO_8859_1);
    if (isCanonical(chars)) {
      byte[] bytes = Base64.getDecoder().decode(chars);
      assertArrayEquals(bytes, StrictBase64.decode(text));
      assertArrayEquals(
          Arrays.copyOf(bytes, bytes.length + 3), StrictBase64.decode(ByteBuffer.wrap(chars), 3));
    } else {
      assertThrows(MalformedPackageException.class, () -> StrictBase64.decode(text));
    }
  }

  private static boolean isCanonical(byte[] chars) {
    try {
      byte[] bytes = Base64.getDecoder().decode(chars);
      return Arrays.equals(chars, Base64.getEncoder().encode(bytes));
    } catch (IllegalArgumentException junk) {
      return false;
    }
  }
}
