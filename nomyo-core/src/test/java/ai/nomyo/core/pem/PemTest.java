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
import java.nio.ByteBuffer;
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
  void pkcs1_isWrappedIntoTheSamePkcs8() throws Exception {
    try (Pem golden = read(golden("private_key.pem"));
        SecretBytes pkcs1 = inner(golden.der());
        SecretBytes pkcs8 = Pkcs1.toPkcs8(pkcs1, SecretMemory.offHeap())) {
      assertEquals(golden.der().lend(), pkcs8.lend());
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
  void pkcs1_ofAnySize_isWrappedInDer(int sizeBytes) {
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
