// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What is sealed and opened: a text of a given kind and size, as a request or as an answer.
 *
 * @param kind {@code ascii}, {@code unicode} of one to four bytes a character, or {@code code} with
 *     its line breaks, quotes, backslashes and indentation
 * @param payloadBytes the UTF-8 bytes that the text takes in JSON, where some characters take two;
 *     so what is encrypted has one size, whatever the kind
 */
record Chat(String kind, int payloadBytes) {

  private static final String CODE =
      """
      public static void main(String[] args) {
      \tif (args.length > 0 && !args[0].equals("--help")) {
              System.out.println("C:\\\\temp\\\\" + args[0] + "\\n"); // as it was typed
          }
      }
      """;

  /** The text alone. */
  String content() {
    String piece = piece();
    int pieceBytes = bytesInJson(piece);
    return piece.repeat(payloadBytes / pieceBytes) + "x".repeat(payloadBytes % pieceBytes);
  }

  private String piece() {
    return switch (kind) {
      case "ascii" -> "the quick brown fox ";
      case "unicode" -> "größer als π, 東京 \uD83D\uDE80 ";
      case "code" -> CODE;
      default -> throw new IllegalArgumentException("no text is of the kind " + kind);
    };
  }

  static int bytesInJson(String text) {
    int escaped = (int) text.chars().filter(c -> c < ' ' || c == '"' || c == '\\').count();
    return text.getBytes(UTF_8).length + escaped;
  }

  /** The text as a request. */
  ChatRequest request() {
    return ChatRequest.builder().model("m").user(content()).build();
  }

  /** The text as the answer to one. */
  JsonObject answer() {
    Map<String, Object> message = Map.of("content", content());
    return JsonObject.of(Map.of("choices", List.of(Map.of("message", message))));
  }

  /** The JSON of one of them as it is encrypted. */
  static byte[] utf8(JsonObject json) {
    return new JsonCodec().write(json).getBytes(UTF_8);
  }
}
