// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

  private static String golden(String name) throws IOException {
    try (InputStream in = PemTest.class.getResourceAsStream("/golden/client/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static Pem read(String text) throws MalformedPemException {
    try (SecretBytes secret = SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8))) {
      return Pem.read(secret, SecretMemory.offHeap());
    }
  }

  @Test
  void goldenPublicKey_isReadAndWrittenToTheLetter() throws Exception {
    String text = golden("public_key.pem");
    assertEquals(text, Pem.ofPublicKey(Pem.readPublicKey(text)));
  }

  @Test
  void goldenPrivateKey_isReadAndWrittenToTheLetter() throws Exception {
    String text = golden("private_key.pem");
    try (Pem pem = read(text);
        SecretBytes written = Pem.ofPrivateKey(pem.der(), SecretMemory.offHeap())) {
      assertEquals(Pem.PRIVATE_KEY, pem.label());
      assertEquals(text, StandardCharsets.US_ASCII.decode(written.lend()).toString());
    }
  }

  @Test
  void keyWithAPassword_isReadAndWrittenToTheLetter() throws Exception {
    String text =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAQID\n-----END ENCRYPTED PRIVATE KEY-----\n";
    try (Pem pem = read(text);
        SecretBytes written = Pem.ofEncryptedPrivateKey(pem.der(), SecretMemory.offHeap())) {
      assertEquals(Pem.ENCRYPTED_PRIVATE_KEY, pem.label());
      assertEquals(text, StandardCharsets.US_ASCII.decode(written.lend()).toString());
    }
  }

  @Test
  void otherLineEndsAndTextAround_arePassedOver() throws Exception {
    String text = golden("public_key.pem");
    Bytes expected = Pem.readPublicKey(text);
    assertEquals(expected, Pem.readPublicKey(text.replace("\n", "\r\n")));
    assertEquals(expected, Pem.readPublicKey(text.strip()));
    assertEquals(expected, Pem.readPublicKey("subject: x\n" + text + "\nend"));
  }

  @Test
  void closing_erasesTheBytes() throws Exception {
    Pem pem = read("-----BEGIN PRIVATE KEY-----\nAQID\n-----END PRIVATE KEY-----");
    var content = pem.der().lend();
    assertEquals(1, content.get(0));
    pem.close();
    assertEquals(0, content.get(0) | content.get(1) | content.get(2));
    assertThrows(IllegalStateException.class, () -> pem.der().lend());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AQID",
        "-----BEGIN X-----",
        "-----BEGIN X-----\nAQID\n-----END Y-----",
        "-----BEGIN X-----\nAQ!D\n-----END X-----",
        "-----BEGIN X-----\nAQI\n-----END X-----x-----BEGIN X-----\nAQID\n-----END X-----",
        "-----BEGIN X"
      })
  void anythingElse_isRefusedWithoutQuotingIt(String text) {
    MalformedPemException refused = assertThrows(MalformedPemException.class, () -> read(text));
    assertFalse(refused.getMessage().contains("AQ"), refused.getMessage());
  }

  @Test
  void anotherLabel_isNoPublicKey() throws Exception {
    String text = golden("private_key.pem");
    assertThrows(MalformedPemException.class, () -> Pem.readPublicKey(text));
  }

  @Test
  void oldFormOfEncryption_isRefusedByName_withTheWayOut() {
    String text =
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

        AQID
        -----END RSA PRIVATE KEY-----
        """;
    MalformedPemException refused = assertThrows(MalformedPemException.class, () -> read(text));
    assertTrue(refused.getMessage().contains("Proc-Type: 4,ENCRYPTED"), refused.getMessage());
    assertTrue(refused.getMessage().contains("openssl pkcs8 -topk8"), refused.getMessage());
  }
}
