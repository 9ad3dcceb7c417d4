// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmarks do what they claim to measure. */
class WorkloadTest {

  private static final int PAYLOAD = 100_000;

  @ParameterizedTest
  @ValueSource(strings = {"ascii", "unicode", "code"})
  void texts_takeTheSameBytesInJson(String kind) {
    String content = new Chat(kind, PAYLOAD).content();
    int around = Chat.utf8(new Chat(kind, 0).request().json()).length;

    assertEquals(PAYLOAD, Chat.utf8(new Chat(kind, PAYLOAD).request().json()).length - around);
    assertEquals(kind.equals("unicode"), content.getBytes(UTF_8).length > content.length());
    assertEquals(kind.equals("code"), content.contains("\n"));
  }

  @Test
  void unknownText_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Chat("prose", 1).content());
  }

  @ParameterizedTest
  @CsvSource({"jdk,ascii", "bc,unicode", "accp,code"})
  void seal_andOpen_areOfTheChatOfThatSize(String backend, String text) throws Exception {
    Workload work = new Workload();
    work.backend = backend;
    work.text = text;
    work.payloadBytes = PAYLOAD;
    work.prepare();
    try {
      assertTrue(new Seal().seal(work).sizeBytes() > PAYLOAD * 4 / 3);
      assertEquals(
          new Chat(text, PAYLOAD).content(), new Open().open(work).firstText().orElseThrow());
    } finally {
      work.finish();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp", "bc"})
  void yardsticks_undoWhatTheyDid(String backend) throws Exception {
    Rsa rsa = new Rsa();
    rsa.backend = backend;
    rsa.prepare();
    assertEquals(512, rsa.wrap().length);
    assertArrayEquals(new byte[32], rsa.unwrap());

    Gcm gcm = new Gcm();
    gcm.backend = backend;
    gcm.payloadBytes = PAYLOAD;
    gcm.prepare();
    gcm.encrypt();
    gcm.decrypt(); // would throw
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascii", "unicode", "code"})
  void json_isThatOfTheChat(String kind) throws Exception {
    Json json = new Json();
    json.text = kind;
    json.payloadBytes = PAYLOAD;
    json.prepare();
    Chat chat = new Chat(kind, PAYLOAD);
    assertEquals(Chat.utf8(chat.request().json()).length, json.writeJson());
    assertTrue(json.readJson().toString().contains(chat.content()));
  }

  @Test
  void envelope_isAroundTheSameJson() {
    Envelope envelope = new Envelope();
    envelope.payloadBytes = PAYLOAD;
    envelope.prepare();
    int json = Chat.utf8(new Chat("ascii", PAYLOAD).request().json()).length;
    assertEquals((json + 2) / 3 * 4, envelope.encodeBase64());
    assertEquals(json, envelope.decodeBase64());
    assertEquals(9, envelope.scanEnvelope());
  }

  @Test
  void callOverHttp_andBareExchange_bringTheSameAnswer() throws Exception {
    Http http = new Http();
    http.prepare();
    try {
      assertEquals(new Chat("ascii", 1_000).content(), http.request().firstText().orElseThrow());
      assertEquals(200, http.exchange().status());
      assertTrue(http.exchange().body().remaining() > 1_000 * 4 / 3);
    } finally {
      http.finish();
    }
  }

  @Test
  void firstLargeSeal_isTimed() throws Exception {
    assertTrue(FirstLargeSeal.nanos("accp") > 0);
  }
}
