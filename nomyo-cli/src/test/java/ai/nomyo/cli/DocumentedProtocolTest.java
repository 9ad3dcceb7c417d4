// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.server.Router;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.PayloadLimit;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.PublishedTestKey;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.ScriptedTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/protocol.md shows and counts is what travels. */
class DocumentedProtocolTest {

  private static final Document PROTOCOL = Document.named("docs/protocol.md");
  private static final Path GOLDEN =
      Document.ROOT.resolve("nomyo-client/src/test/resources/golden");

  private static List<JsonObject> examples(String heading) {
    return PROTOCOL.blocks().stream()
        .filter(block -> block.heading().equals(heading))
        .filter(block -> block.language().equals("json"))
        .map(block -> Golden.json(block.text()))
        .toList();
  }

  private static String sealed(Path request) {
    String recipient = "--recipient=" + Golden.path("client/public_key.pem");
    return Cli.plain().run("envelope", "seal", recipient, request.toString()).out();
  }

  @Nested
  class Examples {

    private final Path request = Golden.path("requests/minimal.plaintext.json");

    @Test
    void request_isAGoldenOne_andItsPackageARealOne() throws IOException {
      List<JsonObject> examples = examples("3. The sealed package");

      assertEquals(2, examples.size());
      assertEquals(Golden.json(request), examples.get(0));
      assertEquals(shape(Golden.json(sealed(request))), shape(examples.get(1)));
    }

    @Test
    void answer_isAGoldenOne() throws IOException {
      List<JsonObject> examples = examples("4. The answer");

      assertEquals(2, examples.size());
      assertEquals(
          shape(Golden.json(Golden.path("responses/good/minimal.package.json"))),
          shape(examples.get(0)));
      assertEquals(Golden.json(Golden.path("responses/good/minimal.result.json")), examples.get(1));
    }

    /** The JSON with its base64 left out. */
    private String shape(JsonObject object) {
      return object.members().entrySet().stream()
          .map(member -> member.getKey() + ":" + shape(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }

    private String shape(JsonValue value) {
      return value
          .asObject()
          .map(this::shape)
          .orElseGet(() -> Nomyo.json().write(value).replaceAll("\"(…|[\\w+/]{15,}={0,2})\"", "…"));
    }

    @Test
    void sizes_areTheRealOnes() throws IOException {
      assertSays("Content-Length: " + sealed(request).strip().length());
      String header = Files.readString(GOLDEN.resolve("client/x-public-key-header.txt")).strip();
      assertSays("becomes " + header.length() + " characters");
      assertSays(String.format(Locale.ROOT, "10 MiB (%,d bytes)", PayloadLimit.MAX_BYTES));
      assertSays("more than " + JsonCodec.MAX_DEPTH + " levels");
    }

    @Test
    void limits_areThoseOfTheCode() {
      int keyBytes = (Integer) Inside.constant(Router.class, "LARGEST_KEY_BODY");
      assertSays("reads at most " + keyBytes / 1024 + " KiB");
      Class<?> detail = hidden("ai.nomyo.core.server.ErrorDetail");
      int bodyBytes = (Integer) Inside.constant(detail, "LARGEST_BODY_BYTES");
      assertSays("A body of more than " + bodyBytes / 1024 + " KiB is not looked at");
      assertSays("at most " + Inside.constant(detail, "LONGEST_CHARS") + " characters long");
    }

    @Test
    void headers_thatNobodyMayAdd_areThoseOfTheCode() {
      Class<?> rules = hidden("ai.nomyo.chat.HeaderRules");
      assertSays(
          "takes "
              + Inside.constant(rules, "MOST")
              + " of them with "
              + Inside.constant(rules, "MOST_CHARS")
              + " characters");
      Set<String> named =
          PROTOCOL.inlineCode().stream()
              .map(code -> code.toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      assertTrue(named.containsAll((Set<?>) Inside.constant(rules, "TAKEN")), named.toString());
    }

    private Class<?> hidden(String name) {
      try {
        return Class.forName(name);
      } catch (ClassNotFoundException absent) {
        throw new AssertionError(absent);
      }
    }

    private void assertSays(String phrase) {
      assertTrue(String.join(" ", PROTOCOL.lines()).contains(phrase), phrase);
    }
  }

  @Nested
  class Errors {

    static Stream<List<String>> statuses() {
      return PROTOCOL.table("5. Errors").stream().filter(row -> row.get(0).matches("\\d+"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void status_becomesItsException(List<String> row) {
      ApiException failure = failure(Script.status(Integer.parseInt(row.get(0))));

      assertEquals(row.get(2), "`" + failure.getClass().getSimpleName() + "`");
    }

    static Stream<List<String>> bodies() {
      return PROTOCOL.table("Error bodies").stream();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void body_givesItsReason(List<String> row) {
      String body = Document.inlineCode(row.get(0)).get(0);
      ApiException failure = failure(Script.status(418).body("application/json", body));

      assertEquals(Document.inlineCode(row.get(1)).stream().findFirst(), failure.detail());
      assertEquals(row.get(1).equals("nothing"), failure.detail().isEmpty());
    }

    private ApiException failure(Script script) {
      try (FakeRouter router = FakeRouter.inMemory().next(script);
          SecureChatCompletion client =
              Nomyo.client()
                  .transport(ScriptedTransport.to(router))
                  .baseUrl(router.baseUrl().toString())
                  .keyStore(PublishedTestKey.store())
                  .retries(RetrySettings.none())
                  .build()) {
        ChatRequest request = ChatRequest.builder().model("m").user("Hello!").build();
        return assertThrows(ApiException.class, () -> client.create(request));
      }
    }
  }

  @Nested
  class TestData {

    private static final String BAD = "responses/bad/";
    private static final int BECOMES = 2;

    @Test
    void everyFile_isNamed() throws IOException {
      Set<String> named = new TreeSet<>();
      PROTOCOL.table("9. Test data").forEach(row -> named.addAll(files(row.get(0))));
      bad().forEach(row -> files(row.get(0)).forEach(file -> named.add(BAD + file)));

      assertEquals(present(), named);
    }

    private static Set<String> files(String cell) {
      return Document.inlineCode(cell).stream()
          .flatMap(
              file ->
                  file.contains("NAME")
                      ? Stream.of("minimal", "parameters", "tools", "unicode")
                          .map(name -> file.replace("NAME", name))
                      : Stream.of(file))
          .collect(Collectors.toSet());
    }

    private static Set<String> present() throws IOException {
      try (Stream<Path> files = Files.walk(GOLDEN)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> GOLDEN.relativize(file).toString())
            .collect(Collectors.toCollection(TreeSet::new));
      }
    }

    /** The second table under the heading. */
    private static List<List<String>> bad() {
      List<String> lines = PROTOCOL.lines();
      int from = lines.indexOf("And these, in `responses/bad`, it refuses:");
      return new Document(
              PROTOCOL.path(),
              Stream.concat(Stream.of("# Bad"), lines.stream().skip(from)).toList())
          .table("Bad");
    }

    @Test
    void badFiles_areRefusedAsTheTableSays() throws IOException {
      Set<Optional<String>> oneMessage = new HashSet<>();
      for (List<String> row : bad()) {
        for (String file : files(row.get(0))) {
          NomyoException refusal = refusal(Files.readAllBytes(GOLDEN.resolve(BAD + file)));
          assertTrue(
              row.get(BECOMES).startsWith("`" + refusal.getClass().getSimpleName() + "`"), file);
          if (row.get(BECOMES).endsWith("with the one message")) {
            oneMessage.add(Optional.ofNullable(refusal.getMessage()));
          }
        }
      }
      assertEquals(1, oneMessage.size());
    }

    private static NomyoException refusal(byte[] sealed) {
      try (SecureCompletionClient client = Nomyo.client().buildProtocolClient()) {
        client.loadKeys(Golden.path("client/private_key.pem"), null, null);
        return assertThrows(NomyoException.class, () -> client.decryptResponse(sealed, "an-id"));
      }
    }
  }
}
