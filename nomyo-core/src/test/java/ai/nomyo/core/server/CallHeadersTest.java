// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.config.ApiKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallHeadersTest {

  private static CallHeaders headers(String apiKey, Map<String, String> extra) {
    return new CallHeaders("id-1", "pem", Optional.of(ApiKey.of(apiKey)), Optional.empty(), extra);
  }

  private static Map<String, String> extra(String... namesAndValues) {
    Map<String, String> extra = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      extra.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return extra;
  }

  @Test
  void extraHeaders_followTheProtocols() {
    Map<String, String> all = headers("k", extra("X-B", "2", "X-A", "1")).asMap();
    assertEquals(
        List.of("Content-Type", "X-Payload-ID", "X-Public-Key", "Authorization", "X-B", "X-A"),
        List.copyOf(all.keySet()));
    assertEquals("1", all.get("X-A"));
  }

  @Test
  void longerSecret_goesBeforeOneThatIsAPartOfIt() {
    Map<String, String> extra = extra("X-A", "secret", "X-B", "secret-of-two");
    assertEquals(
        List.of("secret-of-two", "secret-of", "secret"),
        List.copyOf(headers("secret-of", extra).confidential().keySet()));
  }

  @Test
  void secretsOfTheSameLength_areAllKept() {
    assertEquals(
        Map.of("secret1", "[header X-A]", "secret2", "[header X-B]", "secret3", "[API key]"),
        headers("secret3", extra("X-A", "secret1", "X-B", "secret2")).confidential());
  }

  @Test
  void shortValues_areNoSecrets_butAnyApiKeyIs() {
    assertEquals(
        Map.of("k", "[API key]", "123456", "[header X-B]"),
        headers("k", extra("X-A", "12345", "X-B", "123456", "X-C", "")).confidential());
  }

  @Test
  void valueThatIsTheApiKey_isCalledThat() {
    assertEquals(
        Map.of("secret", "[API key]"), headers("secret", extra("X-A", "secret")).confidential());
  }

  @Test
  void headers_showTheirNamesOnly() {
    assertEquals(
        "CallHeaders[id-1, [Content-Type, X-Payload-ID, X-Public-Key, Authorization, X-A]]",
        headers("secret", extra("X-A", "secret")).toString());
  }
}
