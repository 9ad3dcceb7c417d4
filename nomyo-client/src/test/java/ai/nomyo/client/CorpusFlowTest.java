// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documents that nomyo-core reads and writes, sealed and sent. */
class CorpusFlowTest {

  private static final Path CORPUS =
      Path.of("../nomyo-core/src/test/resources/ai/nomyo/core/wire/corpus");

  private final FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
  private final SecureChatCompletion chat = Flow.client(router).build();

  @AfterEach
  void close() {
    chat.close();
    router.close();
  }

  @Test
  void requests_arriveAsTheyAre() throws IOException {
    for (String text : documents("requests")) {
      ChatRequest request = ChatRequest.of(Nomyo.json().readObject(text));
      chat.create(request);
      assertEquals(request.json(), router.lastRequest().json());
    }
    assertEquals(List.of(), router.violations());
  }

  @Test
  void responses_arriveAsTheyAre_butForTheirMetadata() throws IOException {
    for (String text : documents("responses")) {
      JsonObject sealed = Nomyo.json().readObject(text);
      if (isOfAnyCall(sealed)) {
        router.next(Script.plaintext(text));
        ChatResponse response = chat.create(Flow.asking("?"));
        assertEquals(withoutMetadata(sealed), withoutMetadata(response.json()));
        assertEquals(response.json(), Nomyo.json().read(response.toJson()));
        assertTrue(response.toJson().startsWith(start(text)));
      }
    }
  }

  private static List<String> documents(String kind) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(kind))) {
      List<Path> sorted = files.sorted().toList();
      assertTrue(sorted.size() >= 35, kind);
      return sorted.stream().map(CorpusFlowTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** The client takes none that names another. */
  private static boolean isOfAnyCall(JsonObject response) {
    return response
        .getObject("_metadata")
        .flatMap(metadata -> metadata.get("payload_id"))
        .filter(id -> id != JsonNull.NULL)
        .isEmpty();
  }

  private static JsonObject withoutMetadata(JsonObject response) {
    return response.newBuilder().remove("_metadata").build();
  }

  /** What stands before the metadata, which the client adds at the end where there is none. */
  private static String start(String text) {
    int metadata = text.indexOf("\"_metadata\"");
    return text.substring(0, metadata < 0 ? text.lastIndexOf('}') : metadata);
  }
}
