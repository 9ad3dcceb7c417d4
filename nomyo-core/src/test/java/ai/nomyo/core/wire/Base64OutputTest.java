// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
  @CsvSource({"1, 10000", "2, 10000", "1000, 100", "3071, 7", "5000, 60", "49152, 4"})
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
  void smallAndLargePieces_areOneBase64Text() throws IOException {
    byte[] bytes = random(40_000);
    int from = 0;
    for (int piece : new int[] {1, 4_000, 3_070, 2, 3_071, 1, 9_000, 20_855}) {
      base64.write(bytes, from, piece);
      from += piece;
    }
    assertEncodes(bytes);
  }

  @Test
  void singleBytes_areGathered() throws IOException {
    for (int i = 0; i < 30_000; i++) {
      base64.write(i);
    }
    base64.close();
    List<Integer> segments = new ArrayList<>();
    out.writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            segments.add(1);
          }

          @Override
          public void write(byte[] segment) {
            segments.add(segment.length);
          }
        });
    assertEquals(10, segments.size(), segments::toString);
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
