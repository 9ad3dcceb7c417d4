// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.pkcs8.DerReader.MalformedDerException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** X.690. */
final class DerReaderTest {

  @ParameterizedTest
  @CsvSource({
    "0, 04 00",
    "127, 04 7f",
    "128, 04 81 80",
    "256, 04 82 01 00",
    "65536, 04 83 01 00 00"
  })
  void everyFormOfLength_isRead(int size, String header) throws Exception {
    byte[] start = HexFormat.ofDelimiter(" ").parseHex(header);
    ByteBuffer der = ByteBuffer.allocate(start.length + size).put(start).rewind();
    DerReader reader = new DerReader(der);
    assertArrayEquals(new byte[size], reader.octets());
    reader.end();
    assertEquals(0, der.position());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "04",
        "04 01",
        "04 81",
        "04 80 00 00",
        "04 81 01 00",
        "04 82 00 80",
        "04 84 00 00 00 01 00",
        "04 ff",
        "05 00"
      })
  void whatIsNotAnOctetStringInDer_isRefused(String der) {
    assertThrows(MalformedDerException.class, () -> reader(der).octets());
  }

  /** An end that comes later, more octets than a length has bits, and none that follow. */
  @ParameterizedTest
  @ValueSource(strings = {"04 80", "04 85 01 00 00 00 80", "04 ff"})
  void lengthThatDerDoesNotHave_isRefused_howeverMuchFollows(String header) {
    String der = header + " 00".repeat(0x80);
    assertThrows(MalformedDerException.class, () -> reader(der).octets());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 02 01 00",
    "127, 02 01 7f",
    "128, 02 02 00 80",
    "2048, 02 02 08 00",
    "4611686018427387904, 02 08 40 00 00 00 00 00 00 00",
    "9223372036854775807, 02 08 7f ff ff ff ff ff ff ff",
    "9223372036854775807, 02 09 00 ff ff ff ff ff ff ff ff"
  })
  void naturals_areReadUpToTheLargestLong(long value, String der) throws Exception {
    assertEquals(value, reader(der).natural());
  }

  @ParameterizedTest
  @ValueSource(strings = {"02 00", "02 01 80", "04 01 00"})
  void whatIsNoNatural_isRefused(String der) {
    assertThrows(MalformedDerException.class, () -> reader(der).natural());
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.113549.1.5.13, 06 09 2a 86 48 86 f7 0d 01 05 0d",
    "2.16.840.1.101.3.4.1.42, 06 09 60 86 48 01 65 03 04 01 2a",
    "2.999, 06 02 88 37",
    "2.9223372036854775727, 06 09 ff ff ff ff ff ff ff ff 7f",
    "0.9, 06 01 09"
  })
  void objectIdentifiers_areReadInDottedForm(String dotted, String der) throws Exception {
    assertEquals(dotted, reader(der).objectIdentifier());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "06 00",
        "06 01 86",
        "06 0a 81 80 80 80 80 80 80 80 80 00",
        "06 0b ff ff ff ff ff ff ff ff ff ff 7f"
      })
  void whatIsNoObjectIdentifier_isRefused(String der) {
    assertThrows(MalformedDerException.class, () -> reader(der).objectIdentifier());
  }

  @Test
  void elementsInASequence_doNotReachOutOfIt() throws Exception {
    DerReader outer = reader("30 02 04 01 04 00");
    DerReader inner = outer.sequence();
    assertThrows(MalformedDerException.class, inner::octets);
    assertArrayEquals(new byte[0], outer.octets());
  }

  @Test
  void oneSequence_isToldFromAnythingElse() {
    assertTrue(DerReader.isOneSequence(bytes("30 01 00")));
    assertFalse(DerReader.isOneSequence(bytes("30 01 00 00")));
    assertFalse(DerReader.isOneSequence(bytes("30 02 00")));
    assertFalse(DerReader.isOneSequence(bytes("31 01 00")));
  }

  private static DerReader reader(String hex) {
    return new DerReader(bytes(hex));
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(hex));
  }
}
