// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The diagram of modules in docs/architecture.md has the arrows that the poms have. */
class DocumentedArchitectureTest {

  private static final Pattern ARROW =
      Pattern.compile("(?m)^ {2}(nomyo-[a-z0-9-]+ (?:-->|-\\.->) nomyo-[a-z0-9-]+)$");

  @Test
  void modules_needWhatTheDiagramShows() throws Exception {
    Set<String> arrows = new TreeSet<>();
    for (Path pom : poms()) {
      arrows.addAll(arrowsFrom(pom));
    }

    assertEquals(arrows, drawn());
  }

  private static Set<Path> poms() throws IOException {
    try (Stream<Path> modules = Files.list(Document.ROOT)) {
      return modules
          .map(module -> module.resolve("pom.xml"))
          .filter(Files::exists)
          .collect(Collectors.toSet());
    }
  }

  /** What only tests need is no arrow. */
  private static Set<String> arrowsFrom(Path pom) throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    String module = pom.getParent().getFileName().toString();
    return children(project, "dependencies")
        .flatMap(dependencies -> children(dependencies, "dependency"))
        .filter(dependency -> text(dependency, "groupId").equals("ai.nomyo"))
        .filter(dependency -> !text(dependency, "scope").equals("test"))
        .map(dependency -> module + arrow(dependency) + text(dependency, "artifactId"))
        .collect(Collectors.toSet());
  }

  private static String arrow(Element dependency) {
    return text(dependency, "optional").equals("true") ? " -.-> " : " --> ";
  }

  private static String text(Element parent, String name) {
    return children(parent, name).map(Element::getTextContent).findFirst().orElse("");
  }

  private static Stream<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(element -> element.getTagName().equals(name));
  }

  private static Set<String> drawn() throws IOException {
    return Document.blocksIn("mermaid")
        .flatMap(block -> ARROW.matcher(block.text()).results())
        .map(arrow -> arrow.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
