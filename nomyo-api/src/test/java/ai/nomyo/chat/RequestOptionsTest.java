// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOptionsTest {

  private static RequestOptions with(String name, String value) {
    return RequestOptions.builder().header(name, value).build();
  }

  private static String refusal(RequestOptions present, String name, String value) {
    RequestOptions.Builder builder = present.newBuilder();
    String message =
        assertThrows(InvalidInputException.class, () -> builder.header(name, value)).getMessage();
    assertFalse(message.contains("canary"), message);
    assertEquals(present.headers(), builder.build().headers());
    return message;
  }

  private static String refusal(String name, String value) {
    return refusal(RequestOptions.none(), name, value);
  }

  @Test
  void apiKey_canBeAText() {
    RequestOptions options = RequestOptions.builder().apiKey("sk-1").build();
    assertEquals("sk-1", options.apiKey().orElseThrow().reveal());
    RequestOptions.Builder builder = RequestOptions.builder();
    assertThrows(InvalidInputException.class, () -> builder.apiKey("two words"));
  }

  @Test
  void noOptions_changeNothing() {
    RequestOptions none = RequestOptions.none();
    assertEquals(Map.of(), none.headers());
    assertEquals(Optional.empty(), none.payloadIds());
    assertEquals(Optional.empty(), none.apiKey());
  }

  @Test
  void headers_keepTheirOrderAndSpelling_andCannotBeChanged() {
    RequestOptions options =
        RequestOptions.builder().header("X-Zone", "a b").header("traceparent", "").build();
    assertEquals(List.of("X-Zone", "traceparent"), List.copyOf(options.headers().keySet()));
    assertEquals(List.of("a b", ""), List.copyOf(options.headers().values()));
    assertThrows(UnsupportedOperationException.class, () -> options.headers().put("X-More", "1"));
  }

  @Test
  void builtOptions_doNotChangeWithTheirBuilder() {
    RequestOptions.Builder builder = RequestOptions.builder().header("X-A", "1");
    RequestOptions before = builder.build();
    builder.header("X-B", "2");
    assertEquals(Map.of("X-A", "1"), before.headers());
  }

  @Test
  void newBuilder_takesEverythingOver() {
    Supplier<String> ids = () -> "id";
    RequestOptions options =
        RequestOptions.builder()
            .apiKey(ApiKey.of("k"))
            .securityTier(SecurityTier.HIGH)
            .timeouts(Timeouts.DEFAULT)
            .deadline(Duration.ofSeconds(1))
            .retries(RetrySettings.none())
            .header("X-A", "1")
            .payloadIds(ids)
            .build();
    RequestOptions copy = options.newBuilder().build();
    assertEquals(options.apiKey(), copy.apiKey());
    assertEquals(options.securityTier(), copy.securityTier());
    assertEquals(options.timeouts(), copy.timeouts());
    assertEquals(options.deadline(), copy.deadline());
    assertEquals(options.retries(), copy.retries());
    assertEquals(Map.of("X-A", "1"), copy.headers());
    assertSame(ids, copy.payloadIds().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a:", "X-Ä", "a\r\nX-Evil", "a\n", "\0", "a\u007f", "(a)", "a/b"})
  void nameThatIsNoToken_isRefused_andNotShown(String name) {
    String message = refusal(name, "canary");
    assertTrue(message.startsWith("header name: given a text of " + name.length()), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "X-Payload-ID",
        "X-Public-Key",
        "X-Security-Tier",
        "User-Agent",
        "Host",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "HTTP2-Settings",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Expect",
        "Content-Type",
        "Content-Length",
        "Content-Encoding",
        "Accept-Encoding",
        "Proxy-Authorization",
        "Proxy-Connection"
      })
  void nameThatTheProtocolOrHttpTakes_isRefusedInAnyCase(String name) {
    for (String spelt :
        List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
      assertTrue(refusal(spelt, "canary").startsWith("header " + spelt + ": given as an extra"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cookie", "X-Tenant", "traceparent", "Accept", "!#$%&'*+-.^_`|~09"})
  void anyOtherToken_isTaken(String name) {
    assertEquals(Map.of(name, "1"), with(name, "1").headers());
  }

  @Test
  void sameNameTwice_isRefusedInAnyCase() {
    assertEquals(
        "header x-tenant: given twice, allowed is once",
        refusal(with("X-Tenant", "1"), "x-tenant", "canary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary\r\nX-Evil: 1",
        "canary\n",
        "\rcanary",
        "can\tary",
        "canary\0",
        "canäry",
        "canary\u007f",
        " canary",
        "canary ",
        "canary\u2028"
      })
  void valueThatIsNotPlainAscii_isRefused_andNotShown(String value) {
    String message = refusal("X-Tenant", value);
    assertTrue(
        message.startsWith("header X-Tenant: given a value of " + value.length() + " chars"),
        message);
  }

  @Test
  void headersAreBounded_inNumberAndSize() {
    RequestOptions largest = with("X-A", "v".repeat(4093));
    assertTrue(refusal(largest, "X", "").startsWith("headers: given 2 with 4097 chars in all"));
    assertTrue(refusal("X-A", "v".repeat(4094)).startsWith("headers: given 1 with 4097 chars"));
    RequestOptions.Builder many = RequestOptions.builder();
    for (int i = 0; i < 32; i++) {
      many.header("X-" + i, "");
    }
    assertTrue(refusal(many.build(), "X-32", "").startsWith("headers: given 33 with "));
  }

  @Test
  void options_showNoValue() {
    RequestOptions options =
        with("X-Tenant", "canary").newBuilder().apiKey(ApiKey.of("canary")).build();
    assertEquals("RequestOptions[headers [X-Tenant]]", options.toString());
  }
}
