// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pem;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Any text is a block or is refused without being quoted, and what was read can be written. */
class PemFuzzTest {

  private static final String REFUSALS =
      "there is no PEM block|the PEM block is cut|there is more than one PEM block"
          + "|the PEM block is not base64|the PEM block is no PUBLIC KEY"
          + "|it is encrypted in OpenSSL's old form [^\\n]+ openssl pkcs8 -topk8 -in OLD -out NEW";

  @FuzzTest
  void file(byte[] text) {
    try {
      ByteBuffer der = assertWritable(read(text.clone()));
      assertEquals(ByteBuffer.allocate(der.limit()), der, "erased");
    } catch (MalformedPemException refused) {
      assertTrue(refused.getMessage().matches(REFUSALS), refused::getMessage);
    }
    assertPublicKey(new String(text, StandardCharsets.ISO_8859_1));
  }

  private static Pem read(byte[] text) throws MalformedPemException {
    try (SecretBytes secret = SecretBytes.owning(text)) {
      return Pem.read(secret, SecretMemory.onHeap());
    }
  }

  /** Closes the block and returns what held its bytes. */
  private static ByteBuffer assertWritable(Pem pem) {
    try (pem;
        SecretBytes written = Pem.ofPrivateKey(pem.der(), SecretMemory.onHeap());
        Pem again = assertDoesNotThrow(() -> Pem.read(written, SecretMemory.onHeap()))) {
      assertEquals(Pem.PRIVATE_KEY, again.label());
      assertEquals(pem.der().lend(), again.der().lend());
      return pem.der().lend();
    }
  }

  private static void assertPublicKey(String text) {
    try {
      Bytes spki = Pem.readPublicKey(text);
      assertEquals(spki, assertDoesNotThrow(() -> Pem.readPublicKey(Pem.ofPublicKey(spki))));
    } catch (MalformedPemException refused) {
      assertTrue(refused.getMessage().matches(REFUSALS), refused::getMessage);
    }
  }
}
