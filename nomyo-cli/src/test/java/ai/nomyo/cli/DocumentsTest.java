// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.Backends;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.ScriptedTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents claim in tables, links and data is so. */
class DocumentsTest {

  private static final Document README = Document.named("README.md");
  private static final Document INDEX = Document.named("docs/README.md");
  private static final Path ROOT = Document.ROOT;

  private static Stream<String> methods(Class<?> type) {
    return Stream.of(type.getMethods()).map(Method::getName);
  }

  private static Map<String, List<String>> tableByCode(String heading) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (List<String> row : README.table(heading)) {
      Document.inlineCode(row.get(0)).forEach(code -> rows.put(code, row));
    }
    return rows;
  }

  @Nested
  class Links {

    static Stream<Document> documents() throws IOException {
      return Document.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void lead(Document document) {
      for (String link : document.links()) {
        if (!URI.create(link).isAbsolute()) {
          leads(document, link);
        }
      }
    }

    private void leads(Document document, String link) {
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? document.path() : document.path().resolveSibling(parts[0]);
      assertTrue(Files.exists(target), document + " → " + link);
      if (parts.length == 2) {
        assertTrue(headings(target.normalize()).contains(parts[1]), document + " → " + link);
      }
    }

    private Set<String> headings(Path target) {
      return Document.named(ROOT.relativize(target).toString()).headings().stream()
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^\\w -]", "").replace(' ', '-'))
          .collect(Collectors.toSet());
    }

    @Test
    void leadFromTheReadmeToTheIndex_andFromThereToAllTheRest() throws IOException {
      assertTrue(README.links().contains("docs/README.md"));
      Set<Path> linked =
          INDEX.links().stream()
              .map(link -> INDEX.path().resolveSibling(link.replaceFirst("#.*", "")).normalize())
              .collect(Collectors.toSet());

      for (Document document : Document.all()) {
        String name = document.toString();
        boolean isDecision = name.startsWith("docs/adr/0");
        assertTrue(isDecision || document.equals(INDEX) || linked.contains(document.path()), name);
      }
    }

    @Test
    void leadFromTheListOfDecisionsToEachOfThem() throws IOException {
      Set<String> listed = Set.copyOf(Document.named("docs/adr/README.md").links());
      try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
        Set<String> present =
            decisions
                .map(decision -> decision.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .collect(Collectors.toSet());

        assertEquals(present, listed);
      }
    }
  }

  @Test
  void blocksAreOfAKindThatIsChecked() throws IOException {
    for (Document document : Document.all()) {
      for (Document.Block block : document.blocks()) {
        assertTrue(
            Set.of("java", "java openai", "python", "sh", "xml", "json", "mermaid", "")
                .contains(block.language()),
            block.toString());
      }
    }
  }

  @Nested
  class TheBuild {

    private final String pom = read("pom.xml");

    private String read(String file) {
      try {
        return Files.readString(ROOT.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Set<String> modules() {
      return Pattern.compile("<module>(.*)</module>")
          .matcher(pom)
          .results()
          .map(module -> module.group(1))
          .collect(Collectors.toSet());
    }

    @Test
    void publishesWhatTheBomNames() {
      Set<String> published =
          modules().stream()
              .filter(module -> !module.equals("nomyo-bom"))
              .filter(
                  module ->
                      !read(module + "/pom.xml")
                          .contains("<maven.deploy.skip>true</maven.deploy.skip>"))
              .collect(Collectors.toSet());
      List<String> named =
          Pattern.compile(
                  "<artifactId>(nomyo-.*)</artifactId>\\s+<version>\\$\\{project\\.version}</version>")
              .matcher(read("nomyo-bom/pom.xml"))
              .results()
              .map(module -> module.group(1))
              .toList();

      assertEquals(published, Set.copyOf(named));
      assertEquals(published.size(), named.size());
    }

    @Test
    void hasTheDependenciesThatAreToBeCopied() throws Exception {
      List<Document.Block> blocks = Document.blocksIn("xml").toList();
      assertFalse(blocks.isEmpty());
      for (Document.Block block : blocks) {
        var xml =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(block.text().getBytes(StandardCharsets.UTF_8)));
        String artifact = text(xml, "artifactId");
        String version = text(xml, "version");

        assertEquals("dependency", xml.getDocumentElement().getTagName());
        if (!text(xml, "groupId").equals("ai.nomyo")) {
          isManaged(artifact, version);
          continue;
        }
        assertTrue(modules().contains(artifact), artifact);
        assertTrue(read(artifact + "/pom.xml").contains("<version>" + version + "</version>"));
        assertTrue(
            pom.contains("<artifactId>nomyo-parent</artifactId>\n  <version>" + version + "<"));
      }
    }

    /** A library of others: the version that the build manages and tests with. */
    private void isManaged(String artifact, String version) {
      Matcher managed =
          Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>\\$\\{(.*?)}")
              .matcher(pom);
      assertTrue(managed.find(), artifact);
      String property = managed.group(1);
      assertTrue(pom.contains("<" + property + ">" + version + "</"), artifact + " " + version);
    }

    private String text(org.w3c.dom.Document xml, String element) {
      return xml.getElementsByTagName(element).item(0).getTextContent();
    }

    @Test
    void hasTheModulesOfTheHouse() {
      assertEquals(modules(), tableByCode("The house").keySet());
    }
  }

  @Nested
  class Settings {

    private final Map<String, List<String>> rows = tableByCode("Settings");

    private String defaultOf(String setting) {
      return rows.get(setting).get(1);
    }

    @Test
    void areAllOfTheBuilders() {
      Set<String> documented =
          rows.keySet().stream()
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
      assertEquals("true", defaultOf("secureMemory(false)"));
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
      assertEquals("false", defaultOf("allowHttp(true)"));
      ClientBuilder builder = Nomyo.client().baseUrl("http://127.0.0.1:9");
      assertThrows(SecurityViolationException.class, builder::build);
    }
  }

  @Nested
  class Exceptions {

    private final List<NomyoException> instances =
        List.of(
            new InvalidInputException("", "", ""),
            new BackendUnavailableException("", null),
            new KeyFileException("", null),
            new SecurityViolationException("", null),
            new InvalidRequestException(null, null),
            new AuthenticationException(null, null),
            new ForbiddenException(null, null),
            new RateLimitException(null, null, null),
            new ServerException(null, null, null),
            new ServiceUnavailableException(null, null, null),
            new InvalidResponseException(200, "", null),
            new CoolDownException(Duration.ZERO, null),
            new DeadlineExceededException(Duration.ZERO, "", null, null),
            new ApiConnectionException("", null, true, null),
            new UnfitAnswerException("", "", "", null),
            new CallCancelledException(null));

    private final Map<String, List<String>> rows = tableByCode("When something goes wrong");

    @Test
    void areAllInTheTable() throws IOException {
      try (Stream<Path> sources = Files.list(errorPackage())) {
        Set<String> present =
            sources
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !Set.of("package-info", "NomyoException").contains(name))
                .collect(Collectors.toSet());

        assertEquals(present, rows.keySet());
      }
    }

    private Path errorPackage() {
      return ROOT.resolve("nomyo-api/src/main/java/ai/nomyo/error");
    }

    @Test
    void areRetryableAsTheTableSays() {
      assertEquals(rows.size() - 1, instances.size(), "all but ApiException itself");
      for (NomyoException instance : instances) {
        List<String> row = rows.get(instance.getClass().getSimpleName());
        assertTrue(row.get(2).startsWith(instance.retryable() ? "yes" : "no"), row.toString());
      }
      assertEquals("502 and 504", rows.get("ApiException").get(2));
      assertTrue(new ApiException(502, null, null, null).retryable());
      assertTrue(new ApiException(504, null, null, null).retryable());
      assertFalse(new ApiException(404, null, null, null).retryable());
    }

    @Test
    void haveTheStatusesOfTheTable() {
      instances.stream()
          .filter(ApiException.class::isInstance)
          .filter(instance -> !(instance instanceof InvalidResponseException))
          .forEach(
              instance ->
                  assertEquals(
                      String.valueOf(((ApiException) instance).status()),
                      rows.get(instance.getClass().getSimpleName()).get(1)));
    }
  }

  @Test
  void exitCodesAreThoseOfTheHelp() {
    String inHelp =
        Cli.plain().run("--help").out().replaceFirst("(?s).*Exit status:\\R", "").stripTrailing();
    String documented =
        Document.named("docs/command-line.md").table("Exit codes").stream()
            .map(row -> "  " + row.get(0) + "   " + row.get(1))
            .collect(Collectors.joining(System.lineSeparator()));

    assertEquals(inHelp, documented);
  }

  @Nested
  class TheMappingFromPython {

    private final List<List<String>> rows =
        Document.named("docs/migration-from-python.md").table("What is where");

    @Test
    void namesMethodsThatExist() {
      Set<String> present =
          Stream.of(
                  Nomyo.class,
                  ClientBuilder.class,
                  SecureChatCompletion.class,
                  SecureCompletionClient.class,
                  ChatRequest.Builder.class,
                  ChatResponse.class,
                  RetrySettings.class,
                  RetrySettings.Builder.class)
              .flatMap(DocumentsTest::methods)
              .collect(Collectors.toSet());
      for (List<String> row : rows) {
        Document.inlineCode(row.get(1)).stream()
            .flatMap(code -> Pattern.compile("(\\w+)\\(").matcher(code).results())
            .forEach(call -> assertTrue(present.contains(call.group(1)), call.group(1)));
      }
    }

    @Test
    void findsTheParametersInCamelCase() {
      List<String> parameters =
          rows.stream()
              .filter(row -> row.get(0).contains("temperature"))
              .map(row -> row.get(0).replace("`", ""))
              .findFirst()
              .map(names -> List.of(names.split(", ")))
              .orElseThrow();
      Set<String> present = methods(ChatRequest.Builder.class).collect(Collectors.toSet());

      assertEquals(11, parameters.size());
      for (String parameter : parameters) {
        assertTrue(present.contains(camelCase(parameter)), parameter);
      }
    }

    private String camelCase(String snakeCase) {
      return Pattern.compile("_(.)")
          .matcher(snakeCase)
          .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
  }

  /** The JDK's cipher, which notes what memory it is lent. */
  private static final class MemorySpy implements HybridCipher {

    private final HybridCipher cipher = Backends.named("jdk").cipher();
    private final List<SecretMemory> memories = new ArrayList<>();

    static boolean isOffHeap(SecretMemory memory) {
      try (SecretBytes bytes = memory.allocate(8)) {
        return bytes.lend().isDirect();
      }
    }

    @Override
    public SealedParts seal(
        PlaintextSource plaintext,
        OutputStream ciphertext,
        SealingKey recipient,
        SecretMemory memory)
        throws CipherException, IOException {
      memories.add(memory);
      return cipher.seal(plaintext, ciphertext, recipient, memory);
    }

    @Override
    public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
        throws CipherException {
      memories.add(memory);
      return cipher.open(sealed, key, memory);
    }

    @Override
    public RsaKeys keys() {
      return cipher.keys();
    }

    @Override
    public CipherDescription description() {
      return cipher.description();
    }
  }
}
