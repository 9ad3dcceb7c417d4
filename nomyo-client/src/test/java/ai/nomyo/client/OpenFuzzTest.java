// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/** A package that was changed is refused, or opens to what was sealed in it. */
class OpenFuzzTest {

  private static final List<String> GOOD = List.of("minimal", "parameters", "tools", "unicode");

  private static final List<String> BAD =
      List.of("algorithm-unknown", "base64-junk", "key-bit", "tag-12-bytes", "tag-missing");

  private static final Set<JsonObject> SEALED =
      GOOD.stream()
          .map(name -> withoutMetadata(Golden.json("responses/good/" + name + ".result.json")))
          .collect(Collectors.toSet());

  private static SecureCompletionClient client;

  @BeforeAll
  static void build() {
    client = Nomyo.client().keyDirectory(Golden.clientKeys()).buildProtocolClient();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  static Stream<Named<byte[]>> packages() {
    return Stream.concat(
            GOOD.stream().map(name -> "responses/good/" + name),
            BAD.stream().map(name -> "responses/bad/" + name))
        .map(name -> Named.of(name, Golden.bytes(name + ".package.json")));
  }

  @MethodSource("packages")
  @FuzzTest
  void body(byte[] body) {
    try {
      JsonObject opened = client.decryptResponse(body, Golden.PAYLOAD_ID).json();
      assertTrue(SEALED.contains(withoutMetadata(opened)));
    } catch (InvalidResponseException | SecurityViolationException refused) {
      assertTrue(refused.getMessage().length() < 200, refused::getMessage);
    }
  }

  /** What the client adds to it comes from the unsealed part. */
  private static JsonObject withoutMetadata(JsonObject answer) {
    return answer.newBuilder().remove("_metadata").build();
  }
}
