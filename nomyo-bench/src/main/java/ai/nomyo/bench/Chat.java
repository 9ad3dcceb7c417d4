package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is sealed and opened: a chat of a given size, on a given backend. */
@State(Scope.Benchmark)
public abstract class Chat extends Settings {

  /** The backend's name. */
  @Param({"jdk", "conscrypt", "accp", "bc"})
  public String backend = "jdk";

  /** UTF-8 bytes of the prompt, or of the answer. */
  @Param({"1000", "10000", "100000", "1000000", "9000000"})
  public int textBytes = 1000;

  /**
   * Whether the text is plain {@code ascii}, or {@code unicode} of one to four bytes a character.
   */
  @Param({"ascii", "unicode"})
  public String text = "ascii";

  /** The text alone. */
  final String content() {
    String piece = text.equals("ascii") ? "the quick brown fox " : "größer als π, 東京 \uD83D\uDE80 ";
    int pieceBytes = piece.getBytes(UTF_8).length;
    return piece.repeat(textBytes / pieceBytes) + "x".repeat(textBytes % pieceBytes);
  }

  /** The text as a request. */
  final ChatRequest request() {
    return ChatRequest.builder().model("m").user(content()).build();
  }

  /** The text as the answer to one. */
  final JsonObject answer() {
    Map<String, Object> message = Map.of("content", content());
    return JsonObject.of(Map.of("choices", List.of(Map.of("message", message))));
  }

  /** The JSON of one of them as it is encrypted. */
  static byte[] utf8(JsonObject json) {
    return new JsonCodec().write(json).getBytes(UTF_8);
  }
}
