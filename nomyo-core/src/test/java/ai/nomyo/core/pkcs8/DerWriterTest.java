// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DerWriterTest {

  @ParameterizedTest
  @CsvSource({
    "1.2.840.113549.1.5.13, 06092a864886f70d01050d",
    "2.16.840.1.101.3.4.1.42, 060960864801650304012a",
    "1.2.127, 06022a7f",
    "1.2.128, 06032a8100",
    "0.0.2097151.2097152, 060800ffff7f81808000"
  })
  void objectIdentifiers_areWrittenAsX690Says(String dotted, String hex) throws Exception {
    byte[] der = DerWriter.objectIdentifier(dotted);
    assertEquals(hex, HexFormat.of().formatHex(der));
    assertEquals(dotted, new DerReader(ByteBuffer.wrap(der)).objectIdentifier());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000})
  void contentOfAnyLength_isReadAgain(int length) throws Exception {
    byte[] content = new byte[length];
    DerReader reader = new DerReader(ByteBuffer.wrap(DerWriter.octetString(content)));
    assertArrayEquals(content, reader.octets());
    reader.end();
  }

  @ParameterizedTest
  @CsvSource({"0, 020100", "127, 02017f", "128, 02020080", "600000, 02030927c0"})
  void integers_areTheShortest(long value, String hex) {
    assertEquals(hex, HexFormat.of().formatHex(DerWriter.integer(value)));
  }

  @Test
  void sequence_holdsItsElementsInOrder() {
    byte[] der = DerWriter.sequence(DerWriter.integer(1), DerWriter.nothing());
    assertEquals("30050201010500", HexFormat.of().formatHex(der));
  }
}
