package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmarks do what they claim to measure. */
class WorkloadTest {

  @ParameterizedTest
  @CsvSource({"jdk,ascii", "bc,unicode"})
  void seal_andOpen_areOfTheChatOfThatSize(String backend, String text) throws Exception {
    Workload work = of(new Workload(), backend, text);
    work.prepare();
    try {
      assertEquals(100_000, work.content().getBytes(UTF_8).length);
      assertTrue(new Seal().seal(work).sizeBytes() > 100_000 * 4 / 3);
      assertEquals(work.content(), new Open().open(work).firstText().orElseThrow());
    } finally {
      work.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({"jdk,ascii", "bc,unicode"})
  void partsOfSealing_areOfTheSameJson(String backend, String text) throws Exception {
    SealParts parts = of(new SealParts(), backend, text);
    parts.prepare();
    int json = Chat.utf8(parts.request().json()).length;
    assertEquals(json, parts.json());
    assertEquals((json + 2) / 3 * 4, parts.base64());
    assertEquals(512, parts.wrap().length);
    parts.gcm();
  }

  @ParameterizedTest
  @CsvSource({"jdk,ascii", "bc,unicode"})
  void partsOfOpening_areOfTheSameJson(String backend, String text) throws Exception {
    OpenParts parts = of(new OpenParts(), backend, text);
    parts.prepare();
    assertEquals(Chat.utf8(parts.answer()).length, parts.base64());
    assertArrayEquals(new byte[32], parts.unwrap());
    assertTrue(parts.json().toString().contains(parts.content()));
    assertEquals(9, parts.scan());
    parts.gcm();
  }

  private static <T extends Chat> T of(T chat, String backend, String text) {
    chat.backend = backend;
    chat.text = text;
    chat.textBytes = 100_000;
    return chat;
  }
}
