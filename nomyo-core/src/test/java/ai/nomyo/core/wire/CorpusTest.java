// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ToolCall;
import ai.nomyo.core.wire.StrictJson.NotJson;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {

  private final JsonCodec json = new JsonCodec();

  static Stream<Named<String>> requests() {
    return Corpus.texts("requests");
  }

  static Stream<Named<String>> responses() {
    return Corpus.texts("responses");
  }

  static Stream<Named<String>> documents() {
    return Stream.concat(requests(), responses());
  }

  @Test
  void corpus_isThere() {
    assertTrue(requests().count() >= 50 && responses().count() >= 35);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_isReadAndWrittenWithoutLoss(String text) throws Exception {
    JsonValue value = json.read(text);
    assertEquals(StrictJson.tokens(text), StrictJson.tokens(json.write(value)));
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(value, json.read(new ByteArrayInputStream(utf8)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_keepsEverything_butThatItIsNotStreamed(String text) {
    ChatRequest request = ChatRequest.of(json.readObject(text));
    assertEquals(notStreamed(StrictJson.tokens(text)), tokens(request));
    assertEquals(tokens(request), tokens(request.newBuilder().build()));
    assertEquals(request, request.newBuilder().build());
    Accessors.callAll(request);
  }

  private List<String> tokens(ChatRequest request) {
    return StrictJson.tokens(json.write(request.json()));
  }

  private static List<String> notStreamed(List<String> tokens) {
    List<String> expected = new ArrayList<>(tokens);
    int stream = expected.indexOf("\"stream");
    if (stream >= 0) {
      expected.set(stream + 2, "false");
    }
    return expected;
  }

  @ParameterizedTest
  @MethodSource("responses")
  void response_keepsEverything_andNoAccessorThrows(String text) {
    JsonObject object = json.readObject(text);
    ChatResponse response = ChatResponse.of(object, text);
    assertEquals(text, response.toJson());
    assertEquals(object, response.json());
    Accessors.callAll(response);
    response.choices().stream()
        .flatMap(choice -> choice.message().stream())
        .flatMap(message -> message.toolCalls().stream())
        .forEach(this::readArguments);
  }

  private void readArguments(ToolCall call) {
    try {
      JsonObject read = call.arguments(json);
      String text = call.arguments().orElseThrow();
      assertEquals(StrictJson.tokens(text), StrictJson.tokens(json.write(read)));
    } catch (UnfitAnswerException noObject) {
      assertTrue(strictlyNoObject(call.arguments().orElse("")));
    }
  }

  private static boolean strictlyNoObject(String text) {
    try {
      return !StrictJson.tokens(text).get(0).equals("{");
    } catch (NotJson refused) {
      return true;
    }
  }

  @Test
  void corpus_reachesEveryViewOfAnAnswer() {
    Set<String> called = new TreeSet<>();
    responses()
        .map(text -> ChatResponse.of(json.readObject(text.getPayload()), text.getPayload()))
        .forEach(response -> called.addAll(Accessors.callAll(response)));
    for (String accessor :
        List.of(
            "ChatResponse.metadata",
            "ResponseMetadata.processedAt",
            "Choice.logprobs",
            "LogProbs.content",
            "TokenLogProb.json",
            "ChatMessage.reasoning",
            "ContentPart.text",
            "ToolCall.input",
            "Annotation.json",
            "UrlCitation.json",
            "MessageAudio.json",
            "Usage.completionDetails",
            "TokenDetails.json",
            "FinishReason.value")) {
      assertTrue(called.contains(accessor), () -> accessor + " is missing from " + called);
    }
  }
}
