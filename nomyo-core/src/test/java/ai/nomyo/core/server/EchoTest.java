// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a reason spells the prompt makes no difference. */
class EchoTest {

  private static boolean repeats(String reason, Object prompt) {
    return Echo.in(reason, JsonObject.of(Map.of("messages", List.of(Map.of("content", prompt)))));
  }

  private static void assertRepeats(String reason, String prompt) {
    assertTrue(repeats(reason, prompt), reason);
    assertTrue(repeats(reason, JsonErasableString.owning(prompt.toCharArray())), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused: 'PIN 4711\\nTAN 8822\\nIBAN DE02 1203'",
        "refused: PIN 4711 TAN 8822 IBAN DE02 1203",
        "refused: PIN 4711\r\n\tTAN 8822\r\n\tIBAN DE02 1203",
        "refused: PIN4711TAN8822IBANDE021203",
        "refused: {\"text\": \"PIN 4711\\\\nTAN 8822\\\\nIBAN DE02 1203\"}",
        "refused: PIN\\u00204711\\u000aTAN\\x208822\\x0AIBAN\\u00A0DE02",
        "refused: PIN\u200b 4711\u2028TA\ud834\udd73N\u00a088\u000022",
        "refused: \"{\\\"text\\\": \\\"PIN 4711\\\\\\\\nTAN 8822\\\\\\\\nIBAN\\\"}\"",
        "refused: 'PIN 4711\\nTAN 88…"
      })
  void whiteSpaceAndControlCharacters_areNoDifference(String reason) {
    assertRepeats(reason, "PIN 4711\nTAN 8822\nIBAN DE02 1203");
    assertRepeats(reason, "PIN 4711\\nTAN 8822\\nIBAN DE02 1203");
    assertRepeats(reason, "PIN\t4711  TAN\u2003882\ud834\udd732\u2029IBAN\uFEFF DE02 1203");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused: \"Жанна \\\"Zoë\\\" 🙂 C:\\\\new\"",
        "refused: \"\\u0416\\u0430\\u043d\\u043d\\u0430 \\\"Zo\\u00eb\\\" \\ud83d\\ude42 C:\\\\new\"",
        "refused: \\\\u0416\\\\u0430\\\\u043D\\\\u043D\\\\u0430 \\\\\\\"Zo\\\\u00EB\\\\\\\" \\\\uD83D\\\\uDE42 C:\\\\\\\\new",
        "refused: '\\u0416\\u0430\\u043d\\u043d\\u0430 \"Zo\\xeb\" 🙂 C:\\\\new'"
      })
  void escapedCharacters_areLikeThoseTheyStandFor(String reason) {
    assertRepeats(reason, "Жанна \"Zoë\" 🙂 C:\\new");
  }

  @Test
  void escapesAtTheEnd_orBehindABackslash_areUndone() {
    assertRepeats("no Jane Zo\\xeb", "Jane Zoë");
    assertRepeats("no 'Jane\\\\\\nZoe'", "Jane\\\nZoe");
  }

  @Test
  void charactersOfTwoUnits_count() {
    assertRepeats("refused: 𠮷𠮷𠮷𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷𠮷𠮷");
    assertFalse(repeats("refused: 𠮷𠮷𠮷𠮷𠮷𠮷", "🙂🙂🙂🙂🙂🙂"));
  }

  @Test
  void twelveCharactersInARow_areARepetition_andElevenAreNone() {
    String prompt = "the patient's name: Jane Doe, 4711";
    assertRepeats("no patient's nam?", prompt);
    assertFalse(repeats("no patient's na?", prompt));
    assertRepeats("no Jane Doe, 4711", "my name: Jane Doe, 4711");
    assertFalse(repeats("no Jane Doe, 471", "my name: Jane Doe, 4711"));
  }

  @Test
  void shortPrompts_countWhole_fromSixCharactersOn() {
    assertRepeats("no 471122", "47 11 22");
    assertRepeats("no Jane Doe, 47", "Jane Doe, 47");
    assertFalse(repeats("no Jane Doe, 4", "Jane Doe, 47"));
    assertFalse(repeats("no 47112", "47 11 2"));
    assertFalse(repeats("no a b c", "a b c"));
    assertFalse(repeats("no", " \n\\\\n\\u0020 "));
    assertFalse(repeats("", "Jane Doe, 4711"));
  }

  /** What only looks like an escape is read as it stands, by both. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jane Doe\\",
        "Jane\\u00e",
        "Jane\\u00eg",
        "\\xeJane",
        "\\ud83dJanet",
        "Janet\ud83d"
      })
  void brokenEscapes_areReadAsTheyStand(String prompt) {
    assertRepeats("refused: '" + prompt + "'", prompt);
    assertRepeats("refused: " + prompt, prompt);
    assertFalse(repeats("refused: Jane", prompt + "4711"));
  }

  /** Would each part be read anew, blanks and backslashes would take hours. */
  @Test
  @Timeout(60)
  void timeIsLinear_andTheEndOfALongPromptIsCompared() {
    for (String filler : List.of(" ", "\\", "\\n", "x", "\\u0416")) {
      String prompt = filler.repeat(4_500_000 / filler.length()) + ": Jane Doe, 4711";
      assertRepeats("no Jane Doe, 4711", prompt);
      assertFalse(repeats("no Jane Doe here", prompt), filler);
    }
  }
}
