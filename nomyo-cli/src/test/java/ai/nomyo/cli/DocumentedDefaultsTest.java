// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.client.Backends;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.AnswerChecks.OnMismatch;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.Settings;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.keystore.pkcs11.Pkcs11KeyStore;
import ai.nomyo.memory.locked.LockedMemory;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import ai.nomyo.typed.ToolRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every other default that the documents give, in a table or a sentence, is the code's. */
class DocumentedDefaultsTest {

  private final Settings settings =
      ((Settings.Builder) Inside.of(Nomyo.client(), "settings"))
          .build(RouterAddress.of(RouterAddress.DEFAULT, false));

  private Object setting(String name) {
    return Inside.of(settings, name);
  }

  private Duration time(String name) {
    return (Duration) setting(name);
  }

  static Map<String, String> column(String document, String heading, int column) {
    Map<String, String> cells = new TreeMap<>();
    for (List<String> row : Document.named(document).table(heading)) {
      cells.put(row.get(0), row.get(column));
    }
    return cells;
  }

  /** As in {@code 10 s}, {@code 5 min} or {@code 1 h}. */
  static String inWords(Duration time) {
    if (time.toMinutes() <= 1) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() < 60 ? time.toMinutes() + " min" : time.toHours() + " h";
  }

  static String mebibytes(Object bytes) {
    return (Integer) bytes / (1024 * 1024) + " MiB";
  }

  @Test
  void ofDeadlines() {
    Timeouts timeouts = (Timeouts) setting("timeouts");

    assertEquals(
        Map.of(
            "`timeouts(connect, …)`", inWords(timeouts.connect()),
            "`timeouts(…, attempt)`", inWords(timeouts.attempt()),
            "`deadline(total)`", inWords(time("deadline"))),
        column("docs/reliability.md", "Deadlines", 1));
  }

  @Test
  void ofAnswerChecks() {
    AnswerChecks checks = (AnswerChecks) setting("answerChecks");

    assertEquals(
        Map.of(
            "`_metadata.payload_id`", inWords(checks.payloadId()),
            "`_metadata.security_tier`", inWords(checks.tier()),
            "`processed_at`", inWords(checks.processedAt())),
        column("docs/reliability.md", "What an answer is compared with", 2));
    assertEquals(
        "it is more than "
            + checks.largestSkew().toMinutes()
            + " minutes from this machine's clock",
        column("docs/reliability.md", "What an answer is compared with", 1).get("`processed_at`"));
  }

  private static String inWords(OnMismatch follows) {
    return follows == OnMismatch.REFUSE ? "refused" : "reported";
  }

  @Test
  void ofTokens() {
    Pkcs11KeyStore.Builder token = Pkcs11KeyStore.on(Path.of("library"));

    assertEquals("slotListIndex = 0", Inside.of(token, "slot"));
    assertEquals(
        Map.of(
            "`slot(id)`",
            "the first in the library's list",
            "`slotListIndex(index)`",
            "0",
            "`keyLabel(label)`",
            Inside.of(token, "keyLabel") == null ? "needed" : "some",
            "`makeMissingKey(true)`",
            String.valueOf(Inside.of(token, "makeMissingKey"))),
        column("docs/pkcs11.md", "A client with its key in a token", 1));
  }

  /** Those that a default of the command itself stands behind, and no absence. */
  @Test
  void ofTheCommand() {
    Map<String, String> documented = column("docs/command-line.md", "Options of chat", 1);
    Matcher inHelp =
        Pattern.compile("(--[a-z-]+)=[A-Z0-9]+ [^=]*?\\(default: (\\w+)\\)\\.")
            .matcher(help("chat"));
    int compared = 0;
    while (inHelp.find()) {
      String option = inHelp.group(1);
      String row =
          documented.keySet().stream()
              .filter(key -> key.startsWith("`" + option + " "))
              .findFirst()
              .orElseThrow();
      assertEquals("`" + inHelp.group(2) + "`", documented.get(row), option);
      compared++;
    }
    assertEquals(5, compared);
    assertEquals("`" + Backends.DEFAULT + "`", documented.get("`--backend NAME`"));
    assertTrue(help("keys", "generate").contains("(default: 4096)"));
    assertSays("docs/keys.md", "`--bits` (4096 unless given");
  }

  private static String help(String... command) {
    String[] words = Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new);
    return Cli.plain().run(words).out().replaceAll("\\s+", " ");
  }

  @Test
  void ofBackends() {
    Set<String> names = new TreeSet<>(Backends.names());
    names.add(Backends.AUTO);

    assertEquals(names, backendsIn("docs/crypto-backends.md", "Choosing a crypto backend", 0));
    assertEquals(names, backendsIn("README.md", "Choosing a backend", 1));
    assertEquals(
        "the first that is present of "
            + Inside.constant(Backends.class, "PREFERRED").toString().replaceAll("[\\[\\]]", ""),
        column("docs/crypto-backends.md", "Choosing a crypto backend", 1).get("`auto`"));
  }

  private static Set<String> backendsIn(String document, String heading, int column) {
    return Document.named(document).table(heading).stream()
        .map(row -> Document.inlineCode(row.get(column)).get(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void ofTheRetryBudget() {
    assertEquals(0.2, RetrySettings.DEFAULT.budgetShare());
    assertEquals(10, RetrySettings.DEFAULT.budgetReserve());
    assertSays("docs/reliability.md", "each call adds a fifth of a retry, up to ten");
  }

  @Test
  void inSentences() {
    Object connections = Inside.constant(HttpClientTransport.class, "MAX_CONNECTIONS");
    assertSays("docs/network.md", "keeps up to " + connections + " connections");
    assertEquals(Duration.ofMinutes(1), Inside.constant(HttpClientTransport.class, "IDLE_TIMEOUT"));
    assertSays("docs/network.md", "closes those that were idle for a minute");
    assertSays(
        "docs/memory.md",
        "up to " + mebibytes(Inside.constant(LockedMemory.class, "MOST_IDLE_BYTES")));
    String iterations = String.format(Locale.ROOT, "%,d iterations", KeyProtection.ITERATIONS);
    assertSays("docs/keys.md", iterations);
    assertSays("docs/protocol.md", iterations);
    try (SecureChatCompletion client = Nomyo.client().build()) {
      Object rounds = Inside.of(ToolRunner.on(client), "maxRounds");
      assertSays("docs/typed.md", "in the last round allowed (" + rounds + ", or `maxRounds`)");
    }
  }

  private static void assertSays(String document, String phrase) {
    String text = String.join(" ", Document.named(document).lines());
    assertTrue(text.contains(phrase), document + " does not say: " + phrase);
  }
}
