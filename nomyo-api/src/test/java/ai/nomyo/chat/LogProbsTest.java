// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LogProbsTest {

  private static TokenLogProb withBytes(Object bytes) {
    return new TokenLogProb(Json.object("bytes", bytes));
  }

  @Test
  void tokensOfTextAndRefusal_areTyped() {
    LogProbs logProbs =
        new LogProbs(
            Json.object(
                "content",
                List.of(
                    Json.object(
                        "token",
                        "ü",
                        "logprob",
                        -0.25,
                        "bytes",
                        List.of(195, 188),
                        "top_logprobs",
                        List.of(
                            Json.object("token", "ü", "logprob", -0.25),
                            Json.object("token", "u", "logprob", -9999.0)))),
                "refusal",
                List.of(Map.of("token", "no"))));
    TokenLogProb token = logProbs.content().get(0);
    assertEquals(Optional.of("ü"), token.token());
    assertEquals(OptionalDouble.of(-0.25), token.logprob());
    assertArrayEquals(new byte[] {(byte) 195, (byte) 188}, token.bytes().orElseThrow());
    assertEquals(2, token.topLogprobs().size());
    assertEquals(OptionalDouble.of(-9999), token.topLogprobs().get(1).logprob());
    assertEquals(List.of(), token.topLogprobs().get(0).topLogprobs());
    assertEquals(Optional.of("no"), logProbs.refusal().get(0).token());
    assertEquals(1, logProbs.refusal().size());
  }

  @Test
  void absentLists_areEmpty() {
    LogProbs logProbs = new LogProbs(Json.object("content", null));
    assertEquals(List.of(), logProbs.content());
    assertEquals(List.of(), logProbs.refusal());
  }

  @Test
  void bytes_areAllOrNone() {
    assertArrayEquals(new byte[] {0, -1}, withBytes(List.of(0, 255)).bytes().orElseThrow());
    assertEquals(0, withBytes(List.of()).bytes().orElseThrow().length);
    for (Object odd :
        Arrays.asList(null, "AA", List.of(256), List.of(1, -1), List.of(0.5), List.of("1"))) {
      assertEquals(Optional.empty(), withBytes(odd).bytes());
    }
  }
}
