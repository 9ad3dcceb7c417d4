// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.keys.Logged;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of what is taken and shown: ids, ports, errors of the router, warnings. */
class RefusedTextsTest {

  private static CallHeaders headers(@Nullable String payloadId) {
    return new CallHeaders(payloadId, "pem", Optional.empty(), Optional.empty(), Map.of());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "a b", "canary\r\nX-Evil: 1", "é"})
  void idThatNoHeaderCarries_makesNoHeaders(@Nullable String payloadId) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> headers(payloadId));
    assertTrue(refused.getMessage().contains("payload id"), refused.getMessage());
    assertFalse(refused.getMessage().contains("canary"), refused.getMessage());
  }

  @Test
  void id_hasAtMost128Characters() {
    String longest = "x".repeat(128);
    assertEquals(longest, headers(longest).payloadId());
    assertThrows(InvalidInputException.class, () -> headers(longest + "x"));
  }

  @Test
  void port_isOneThatExists() {
    for (String port : List.of("1", "65535")) {
      String url = "https://router.example:" + port;
      assertEquals(url, RouterAddress.of(url, false).toString());
    }
    for (String port : List.of("0", "65536")) {
      String url = "https://router.example:" + port;
      assertThrows(InvalidInputException.class, () -> RouterAddress.of(url, false));
    }
  }

  private static @Nullable String detail(String body, JsonObject request) {
    return ErrorDetail.in(
        ByteBuffer.wrap(body.getBytes(UTF_8)), new JsonCodec(), Map.of(), request);
  }

  private static JsonObject asking(String role, String content) {
    return JsonObject.of(
        Map.of("messages", List.of(Map.of("role", role, "type", "message", "content", content))));
  }

  @Test
  void wordsOfTheProtocol_areNoPrompt() {
    String reason = "the role assistant is not allowed in a message";
    assertEquals(
        reason, detail("{\"detail\":\"" + reason + "\"}", asking("assistant", "something else")));
  }

  @Test
  void reason_isShownWhole_upTo500Characters() {
    String longest = "x".repeat(500);
    assertEquals(longest, detail("{\"detail\":\"" + longest + "\"}", JsonObject.empty()));
    assertEquals(
        "x".repeat(499) + "…", detail("{\"detail\":\"" + longest + "x\"}", JsonObject.empty()));
  }

  @Test
  void body_isRead_upTo64KiB() {
    String body = "{\"detail\":\"reason\"}";
    String largest = body + " ".repeat(64 * 1024 - body.length());
    assertNotNull(detail(largest, JsonObject.empty()));
    assertNull(detail(largest + " ", JsonObject.empty()));
  }

  @Test
  void warningsOfTheHistory_areLoggedAsTheyAre() {
    FakeKnownServers servers = new FakeKnownServers();
    servers.warnings.add("a warning with {} in it");
    RouterAddress address = RouterAddress.of("https://router.example", false);
    String logged = Logged.during(() -> TrustOnFirstUse.of(servers, address));
    assertTrue(logged.contains("a warning with {} in it"), logged);
  }
}
