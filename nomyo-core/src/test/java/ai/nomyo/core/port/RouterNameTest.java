// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterNameTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.nomyo.ai, https://api.nomyo.ai",
    "https://api.nomyo.ai/, https://api.nomyo.ai",
    "HTTPS://API.Nomyo.AI:443//, https://api.nomyo.ai",
    "https://api.nomyo.ai:, https://api.nomyo.ai",
    "http://127.0.0.1:80, http://127.0.0.1",
    "http://127.0.0.1:443, http://127.0.0.1:443",
    "https://h:80/, https://h:80",
    "https://[::1]:8443/A/b/, https://[::1]:8443/A/b",
    "https://[::ABCD]/, https://[::abcd]",
    "https://h//a, https://h//a",
    "https://h/ä%20b, https://h/%C3%A4%20b",
    "'https://secret:word@h/a?b#c', https://h/a"
  })
  void urlsOfOneRouter_areOneName(String url, String name) {
    assertEquals(name, RouterName.of(URI.create(url)).text());
    assertEquals(name, RouterName.of(URI.create(name)).toString());
  }

  @Test
  void path_isToldApartByCase() {
    assertEquals("https://h/A", RouterName.of(URI.create("https://h/A")).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "//h", "https:h", "https:///a"})
  void urlWithoutSchemeOrHost_hasNoName(String url) {
    assertThrows(NullPointerException.class, () -> RouterName.of(URI.create(url)));
  }
}
