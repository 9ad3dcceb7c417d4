// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatCallTest {

  private static final JsonObject REQUEST =
      JsonObject.of(
          Map.of("model", "m", "messages", List.of(Map.of("role", "user", "content", "x"))));

  @Test
  void whatStandsBesideTheRequest_isTakenOutOfIt() {
    ChatCall call =
        ChatCall.of(
            REQUEST
                .newBuilder()
                .put("api_key", "sk-1")
                .put("base_url", "https://x")
                .put("security_tier", "maximum")
                .build());
    assertEquals(Set.of("model", "messages"), call.request().json().members().keySet());
    assertEquals("sk-1", call.options().apiKey().orElseThrow().reveal());
    assertEquals(SecurityTier.MAXIMUM, call.options().securityTier().orElseThrow());
    assertEquals("https://x", call.baseUrl().orElseThrow());
  }

  @Test
  void absentOrNull_meansNone() {
    JsonObject nulls = REQUEST.newBuilder().put("api_key", null).put("base_url", null).build();
    for (ChatCall call : List.of(ChatCall.of(REQUEST), ChatCall.of(nulls))) {
      assertTrue(call.options().apiKey().isEmpty());
      assertTrue(call.options().securityTier().isEmpty());
      assertTrue(call.baseUrl().isEmpty());
      assertEquals(REQUEST, call.request().json());
    }
  }

  @Test
  void otherKindsAndUnknownTiers_areRefused() {
    for (Object bad : List.of(1, "extreme", "HIGH", "")) {
      JsonObject flat = REQUEST.newBuilder().put("security_tier", bad).build();
      assertThrows(InvalidInputException.class, () -> ChatCall.of(flat));
    }
    JsonObject flat = REQUEST.newBuilder().put("api_key", List.of()).build();
    assertThrows(InvalidInputException.class, () -> ChatCall.of(flat));
  }
}
