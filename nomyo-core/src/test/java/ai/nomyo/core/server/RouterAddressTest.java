// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.SecurityViolationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.nomyo.ai,https://api.nomyo.ai",
    "https://api.nomyo.ai///,https://api.nomyo.ai",
    "HTTPS://Example.org:8443/a/b/,HTTPS://Example.org:8443/a/b",
    "https://[::1]:1,https://[::1]:1"
  })
  void httpsUrl_isTakenWithoutTrailingSlashes(String url, String base) {
    RouterAddress address = RouterAddress.of(url, false);
    assertEquals(base, address.toString());
    assertEquals(base + "/pki/public_key", address.publicKey().toString());
    assertEquals(base + "/v1/chat/secure_completion", address.completion().toString());
  }

  @Test
  void plainHttp_isASecurityViolationUnlessAllowed() {
    assertThrows(
        SecurityViolationException.class, () -> RouterAddress.of("http://localhost:1", false));
    assertThrows(
        SecurityViolationException.class, () -> RouterAddress.of("HTTP://localhost:1", false));
    assertEquals("http://localhost:1", RouterAddress.of("http://localhost:1/", true).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "localhost",
        "localhost:8080",
        "ftp://x",
        "https://",
        "https:///a",
        "https://a b",
        "https://secret:word@host",
        "https://host?key=secret",
        "https://host#secret",
        "https://host:99999",
        "https://under_score",
        "file:///etc/passwd",
        "://x"
      })
  void anythingElse_isInvalidAndNotQuoted(String url) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> RouterAddress.of(url, true));
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  @Test
  void service_hasALimit_andOtherRoutersHaveNone() {
    for (String url : List.of(RouterAddress.DEFAULT, "https://API.nomyo.ai:443/v2")) {
      assertEquals(
          "RateLimiter[1.0/s, bursts of 2]",
          RouterAddress.of(url, false).publishedLimit().toString());
    }
    for (String url : List.of("https://nomyo.ai", "https://api.nomyo.ai.example")) {
      assertEquals(
          "RateLimiter[unlimited]", RouterAddress.of(url, false).publishedLimit().toString());
    }
  }
}
