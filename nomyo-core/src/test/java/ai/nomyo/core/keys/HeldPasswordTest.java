package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class HeldPasswordTest {

  private final HeldPassword held = new HeldPassword();

  @Test
  void keptPassword_isACopy() {
    char[] given = {'a', 'b'};
    held.keep(given);
    given[0] = 'x';
    assertArrayEquals(new char[] {'a', 'b'}, held.lend());
  }

  @Test
  void erasedPassword_isOverwrittenAndGone() {
    held.keep(new char[] {'a', 'b'});
    char[] kept = held.lend();
    held.close();
    held.close();
    assertArrayEquals(new char[2], kept);
    assertNull(held.lend());
  }

  @Test
  void anotherPassword_erasesTheFormer() {
    held.keep(new char[] {'a'});
    char[] kept = held.lend();
    held.keep(null);
    assertArrayEquals(new char[1], kept);
    assertNull(held.lend());
  }

  @Test
  void text_saysNothing() {
    held.keep("secret".toCharArray());
    assertEquals("HeldPassword", held.toString());
  }
}
