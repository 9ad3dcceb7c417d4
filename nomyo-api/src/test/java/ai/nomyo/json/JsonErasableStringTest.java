// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonErasableStringTest {

  private static String textOf(JsonErasableString string) {
    List<String> texts = new ArrayList<>();
    string.lend(text -> texts.add(new String(text)));
    return texts.get(0);
  }

  @Test
  void ownedArray_isLentAsItIs_andErasedByClose() {
    char[] text = "secret".toCharArray();
    JsonErasableString string = JsonErasableString.owning(text);
    string.lend(lent -> assertSame(text, lent));
    string.close();
    string.close();
    assertArrayEquals(new char[6], text);
    assertEquals(6, string.length());
  }

  @Test
  void closedOne_isRefused() {
    JsonErasableString string = JsonErasableString.owning(new char[0]);
    string.close();
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> string.lend(text -> {}));
    assertEquals(
        "erasable string: given a closed one, allowed is one that is open", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "Grüße 😀 שלום \u0000", "漢字"})
  void utf8_isDecoded_andItsBufferLeftAsItWas(String text) {
    byte[] utf8 = ("ab" + text + "c").getBytes(StandardCharsets.UTF_8);
    for (ByteBuffer buffer : List.of(ByteBuffer.wrap(utf8), direct(utf8).asReadOnlyBuffer())) {
      buffer.position(2).limit(utf8.length - 1);
      assertEquals(text, textOf(JsonErasableString.ofUtf8(buffer)));
      assertEquals(2, buffer.position());
      assertEquals(utf8.length - 1, buffer.limit());
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Latin-1, a character that is cut, one in too many bytes, half a pair, beyond Unicode. */
  @ParameterizedTest
  @ValueSource(strings = {"e9", "61e282", "c080", "eda080", "f4908080", "ff"})
  void otherBytes_areRefusedWithTheirNumber(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class, () -> JsonErasableString.ofUtf8(ByteBuffer.wrap(bytes)));
    assertEquals(
        "erasable string: given " + bytes.length + " bytes of something else, allowed is UTF-8",
        refused.getMessage());
  }

  @Test
  void contentIsNeitherShownNorCompared_norMadeAString() {
    JsonErasableString string = JsonErasableString.owning("secret".toCharArray());
    assertEquals("JsonErasableString[6 chars]", string.toString());
    assertNotEquals(string, JsonErasableString.owning("secret".toCharArray()));
    assertEquals(Optional.empty(), string.asString());
    assertSame(string, JsonValue.of(string));
  }
}
