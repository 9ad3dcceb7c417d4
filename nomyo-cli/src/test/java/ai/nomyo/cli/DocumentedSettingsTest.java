// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static ai.nomyo.cli.DocumentedDefaultsTest.column;
import static ai.nomyo.cli.DocumentedDefaultsTest.inWords;
import static ai.nomyo.cli.DocumentedDefaultsTest.mebibytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.Settings;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.ScriptedTransport;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table has every setting, with the default of a fresh builder. */
class DocumentedSettingsTest {

  private final ClientBuilder builder = Nomyo.client();
  private final HttpClientTransport.Builder http = HttpClientTransport.builder();
  private final Settings settings =
      ((Settings.Builder) Inside.of(builder, "settings"))
          .build(RouterAddress.of(RouterAddress.DEFAULT, false));

  private Object setting(String name) {
    return Inside.of(settings, name);
  }

  @Test
  void haveTheDefaultsOfTheCode() {
    Map<String, String> expected = new TreeMap<>();
    expected.put("`baseUrl(url)`", "`" + Inside.of(builder, "baseUrl") + "`");
    expected.put("`allowHttp(true)`", String.valueOf(Inside.of(builder, "allowHttp")));
    expected.put("`apiKey(key)`, `apiKey(supplier)`", none(setting("apiKeys")));
    expected.put("`keyDirectory(path)`", keyStore());
    expected.put("`keyPassword(chars)`", none(Inside.of(builder, "keyPassword")));
    expected.put("`keyRotation(rotation)`", rotation());
    expected.put("`backend(name)`", "`" + Inside.of(builder, "backend") + "`");
    expected.put("`timeouts(timeouts)`", timeouts());
    expected.put("`deadline(duration)`", inWords(durationOf("deadline")));
    expected.put("`retries(settings)`", retries());
    expected.put("`rateLimiter(limiter)`", limiter());
    expected.put("`coolDown(duration)`", inWords(durationOf("coolDown")));
    expected.put("`largestAnswerBytes(bytes)`", mebibytes(setting("largestAnswerBytes")));
    expected.put("`answerChecks(checks)`", checks((AnswerChecks) setting("answerChecks")));
    expected.put("`listener(listener)`", setting("listeners").equals(List.of()) ? "none" : "some");
    expected.put("`serverKeyLifetime(duration)`", inWords(durationOf("serverKeyLifetime")));
    expected.put("`serverKeyPin(sha256)`", anyKey());
    expected.put("`trustOnFirstUse(file)`", anyKey());
    expected.put("`secureMemory(false)`", String.valueOf(Inside.of(builder, "secureMemory")));
    assertNull(Inside.of(builder, "http"), "the transport's defaults are the client's");
    expected.put(
        "`caCertificates(file)`", Inside.of(http, "tls", "caFile") == null ? "the JVM's" : "some");
    expected.put(
        "`clientCertificate(certificate, key)`", none(Inside.of(http, "tls", "clientCertificate")));
    expected.put("`tlsPin(pin)`", noneIn(Inside.of(http, "tls", "pins", "hex")));
    expected.put("`proxy(uri)`", none(Inside.of(http, "proxy")));
    expected.put("`proxyCredentials(user, password)`", none(Inside.of(http, "proxyCredentials")));
    expected.put("`noProxyFor(list)`", noneIn(Inside.of(http, "directHosts", "entries")));
    expected.put("`cipher(…)`, `transport(…)`, `keyStore(…)`", adapters());

    assertEquals(expected, column("README.md", "Settings", 1));
  }

  private Duration durationOf(String name) {
    return (Duration) setting(name);
  }

  private static String none(Object absent) {
    return absent == null ? "none" : "some";
  }

  private static String noneIn(Object collection) {
    return ((Collection<?>) collection).isEmpty() ? "none" : "some";
  }

  private String keyStore() {
    return Inside.of(builder, "keyStore") == null ? "keys in memory only" : "a store";
  }

  private String adapters() {
    return Stream.of("cipher", "transport", "keyStore")
            .allMatch(adapter -> Inside.of(builder, adapter) == null)
        ? "the above"
        : "others";
  }

  private String rotation() {
    return setting("keyRotation").equals(KeyRotation.never()) ? "never" : "now and then";
  }

  private String timeouts() {
    Timeouts timeouts = (Timeouts) setting("timeouts");
    return inWords(timeouts.connect())
        + " to connect, "
        + inWords(timeouts.attempt())
        + " per exchange";
  }

  private String retries() {
    RetrySettings retries = (RetrySettings) setting("retries");
    Duration first = retries.firstDelay();
    return retries.maxRetries()
        + ", after "
        + inWords(first)
        + " and "
        + inWords(first.multipliedBy(2));
  }

  private String limiter() {
    String others = RouterAddress.of("https://router.example", false).publishedLimit().toString();
    return setting("rateLimiter").toString().equals(RateLimiter.of(1, 2).toString())
            && others.equals(RateLimiter.unlimited().toString())
        ? "1/s, bursts of 2 for `api.nomyo.ai`; else none"
        : "others";
  }

  private static String checks(AnswerChecks checks) {
    return Stream.of(checks.payloadId(), checks.tier(), checks.processedAt())
        .map(follows -> follows.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private String anyKey() {
    boolean pinned = !((List<?>) Inside.of(builder, "routerTrust", "pins")).isEmpty();
    return pinned || Inside.of(builder, "routerTrust", "servers") != null ? "one key" : "any key";
  }

  @Test
  void areAllOfTheBuilders() {
    Set<String> documented =
        Document.named("README.md").tableByCode("Settings").keySet().stream()
            .map(code -> code.replaceFirst("\\(.*", ""))
            .collect(Collectors.toSet());
    Set<String> present =
        Stream.of(ClientBuilder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == ClientBuilder.class)
            .map(Method::getName)
            .collect(Collectors.toSet());

    assertEquals(present, documented);
  }

  @Test
  void holdPlaintextOutsideTheHeapByDefault() {
    assertTrue(plaintextIsOffHeap(Nomyo.client()));
    assertFalse(plaintextIsOffHeap(Nomyo.client().secureMemory(false)));
  }

  private boolean plaintextIsOffHeap(ClientBuilder builder) {
    MemorySpy spy = new MemorySpy();
    try (FakeRouter router = FakeRouter.inMemory(BcHybridCipher.create());
        SecureCompletionClient client =
            builder
                .baseUrl(router.baseUrl().toString())
                .transport(ScriptedTransport.to(router))
                .cipher(spy)
                .buildProtocolClient()) {
      client.encryptPayload(ChatRequest.builder().model("m").user("Hi").build());
      return MemorySpy.isOffHeap(spy.memories.get(0));
    }
  }

  @Test
  void refuseHttpByDefault() {
    ClientBuilder builder = Nomyo.client().baseUrl("http://127.0.0.1:9");
    assertThrows(SecurityViolationException.class, builder::build);
  }
}
