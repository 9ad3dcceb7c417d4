// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Pkcs1Test {

  private static SecretBytes goldenPkcs8() throws IOException {
    try (InputStream in = Pkcs1Test.class.getResourceAsStream("/golden/client/private_key.pem")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return SecretBytes.owning(
          Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "")));
    }
  }

  @Test
  void key_isWrappedIntoTheSamePkcs8() throws Exception {
    try (SecretBytes golden = goldenPkcs8();
        SecretBytes pkcs1 = inner(golden);
        SecretBytes pkcs8 = Pkcs1.toPkcs8(pkcs1, SecretMemory.offHeap())) {
      assertEquals(golden.lend(), pkcs8.lend());
    }
  }

  /** What follows the version, the algorithm and the head of the OCTET STRING. */
  private static SecretBytes inner(SecretBytes pkcs8) {
    byte[] bytes = new byte[pkcs8.size() - 26];
    pkcs8.lend().position(26).get(bytes);
    return SecretBytes.owning(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 105, 106, 107, 127, 128, 234, 235, 255, 256, 65_535, 65_536})
  void keyOfAnySize_isWrappedInDer(int sizeBytes) {
    try (SecretBytes pkcs1 = SecretMemory.onHeap().allocate(sizeBytes);
        SecretBytes pkcs8 = Pkcs1.toPkcs8(pkcs1, SecretMemory.onHeap())) {
      ByteBuffer der = pkcs8.lend();
      assertEquals(0x30, der.get());
      int outer = length(der);
      assertEquals(der.remaining(), outer);
      der.position(der.position() + 18);
      assertEquals(0x04, der.get());
      assertEquals(sizeBytes, length(der));
      assertEquals(sizeBytes, der.remaining());
    }
  }

  /** A length in DER, which is in the least bytes; where it is the outer one, what it counts. */
  private static int length(ByteBuffer der) {
    int first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int value = 0;
    for (int i = first & 0x7f; i > 0; i--) {
      value = value << 8 | der.get() & 0xff;
    }
    int least = value < 0x100 ? 1 : value < 0x10000 ? 2 : 3;
    assertEquals(least, first & 0x7f);
    return value >= 0x80 ? value : -1;
  }
}
