// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links lead somewhere, and what is to be copied from the documents is what the build has. */
class DocumentsTest {

  private static final Document README = Document.named("README.md");
  private static final Document INDEX = Document.named("docs/README.md");
  private static final Path ROOT = Document.ROOT;

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
      assertEquals(modules(), README.tableByCode("The house").keySet());
    }
  }
}
