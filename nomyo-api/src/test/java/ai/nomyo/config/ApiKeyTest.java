package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  @Test
  void key_isRevealedOnDemandOnly() {
    ApiKey key = ApiKey.of("sk-canary");
    assertEquals("sk-canary", key.reveal());
    assertEquals("ApiKey[9 chars]", key.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "canary\n", "canary\r\nX-Evil: 1", "can ary", "canäry"})
  void whatAHeaderCannotCarry_isRefusedAndNotQuoted(String text) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> ApiKey.of(text));
    assertFalse(refused.getMessage().contains("can"), refused.getMessage());
  }
}
