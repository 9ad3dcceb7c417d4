// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64OutputTest {

  private final SegmentedBytes out = new SegmentedBytes();
  private final Base64Output base64 = new Base64Output(out);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 3071, 3072, 3073, 52_223, 52_224, 52_225, 200_000})
  void allThatIsWritten_isOneBase64Text(int size) throws IOException {
    byte[] bytes = random(size);
    base64.write(bytes, 0, size);
    assertEncodes(bytes);
  }

  @ParameterizedTest
  @CsvSource({"1, 10000", "2, 10000", "5000, 60", "49152, 4"})
  void piecesOfAnySize_areOneBase64Text(int piece, int times) throws IOException {
    byte[] bytes = random(piece * times);
    for (int from = 0; from < bytes.length; from += piece) {
      base64.write(bytes, from, piece);
    }
    assertEncodes(bytes);
  }

  @Test
  void singleBytes_areEncodedToo() throws IOException {
    base64.write(0xfb);
    base64.write(0x1ff);
    assertEncodes(new byte[] {(byte) 0xfb, (byte) 0xff});
  }

  @Test
  void rangeOutsideTheArray_isRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> base64.write(new byte[3], 1, 3));
  }

  private void assertEncodes(byte[] bytes) throws IOException {
    base64.close();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    out.writeTo(text);
    assertEquals(Base64.getEncoder().encodeToString(bytes), text.toString(US_ASCII));
    assertEquals(text.size(), out.sizeBytes());
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
