package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AesKeyTest {

  @Test
  void closing_erasesTheArrayItself() {
    byte[] array = {1, 2, 3};
    AesKey.owning(array).close();
    assertArrayEquals(new byte[3], array);
  }

  @Test
  void freshKeys_differ() {
    SecureRandom random = new SecureRandom();
    assertFalse(
        Arrays.equals(AesKey.fresh(random).getEncoded(), AesKey.fresh(random).getEncoded()));
  }

  @Test
  void text_showsTheSizeOnly() {
    assertEquals("AesKey[3 bytes]", AesKey.owning(new byte[] {7, 8, 9}).toString());
  }
}
