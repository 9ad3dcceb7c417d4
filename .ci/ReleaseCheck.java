// SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Checks two directories that the same release was deployed to: that they are the same byte by
 * byte, and that a public repository would take them.
 *
 * <p>{@code java ReleaseCheck.java ONE ANOTHER CLASSPATH}, the last a file with the class path that
 * a program has at run time with nomyo-client.
 */
final class ReleaseCheck {

  private static final List<String> REQUIRED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/url",
          "scm/connection",
          "scm/developerConnection");

  private static final String ROOT_REF = "pkg:maven/ai.nomyo/nomyo-client@[^\"]+";
  private static final String OPTIONAL =
      "(?s).*\"bom-ref\" : \"%s\"[^{}]*\"scope\" : \"optional\".*";

  private final Path one;
  private final Path another;
  private final List<String> problems = new ArrayList<>();

  private ReleaseCheck(Path one, Path another) {
    this.one = one;
    this.another = another;
  }

  public static void main(String[] arguments) throws Exception {
    ReleaseCheck check = new ReleaseCheck(Path.of(arguments[0]), Path.of(arguments[1]));
    int files = check.reproducible();
    Set<String> modules = check.modules();
    check.published(modules);
    check.bom(modules);
    check.billOfMaterials(Files.readString(Path.of(arguments[2])));
    check.problems.forEach(problem -> System.err.println("release-check: " + problem));
    System.out.println(
        modules.size() + " modules, " + files + " files, " + check.problems.size() + " problems");
    System.exit(check.problems.isEmpty() ? 0 : 1);
  }

  private int reproducible() throws IOException {
    Set<String> files = files(one);
    Set<String> all = new TreeSet<>(files);
    all.addAll(files(another));
    for (String file : all) {
      Path first = one.resolve(file);
      Path second = another.resolve(file);
      if (!Files.exists(first) || !Files.exists(second)) {
        problems.add(file + " is in one release only");
      } else if (Files.mismatch(first, second) >= 0) {
        problems.add(file + " is not reproducible: " + difference(first, second));
      }
    }
    return files.size();
  }

  /** All but checksums and the lists of versions, which a repository keeps with their time. */
  private static Set<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.contains("maven-metadata.xml"))
          .filter(name -> !name.matches(".*\\.(md5|sha1)"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String difference(Path first, Path second) throws IOException {
    if (!first.toString().endsWith(".jar")) {
      return "byte " + Files.mismatch(first, second);
    }
    Map<String, ZipEntry> entries = entries(first);
    Map<String, ZipEntry> others = entries(second);
    if (!List.copyOf(entries.keySet()).equals(List.copyOf(others.keySet()))) {
      Set<String> odd = new TreeSet<>(entries.keySet());
      odd.addAll(others.keySet());
      odd.removeIf(name -> entries.containsKey(name) && others.containsKey(name));
      return odd.isEmpty() ? "the order of entries" : "in one only: " + odd;
    }
    return entries.values().stream()
        .map(entry -> difference(entry, others.get(entry.getName())))
        .flatMap(List::stream)
        .findFirst()
        .orElse("attributes of entries, such as who may read them");
  }

  private static List<String> difference(ZipEntry entry, ZipEntry other) {
    if (entry.getCrc() != other.getCrc()) {
      return List.of("the content of " + entry.getName());
    }
    return entry.getTimeLocal().equals(other.getTimeLocal())
        ? List.of()
        : List.of("the time of " + entry.getName());
  }

  private static Map<String, ZipEntry> entries(Path jar) throws IOException {
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        zip.readAllBytes();
        entries.put(entry.getName(), entry);
      }
    }
    return entries;
  }

  private Set<String> modules() throws IOException {
    try (Stream<Path> modules = Files.list(one.resolve("ai/nomyo"))) {
      return modules
          .map(module -> module.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void published(Set<String> modules) throws Exception {
    for (String module : modules) {
      for (String end : module.equals("nomyo-bom") ? List.of(".pom") : ends()) {
        if (!Files.exists(file(module, end))) {
          problems.add(module + " has no " + end);
        }
      }
      pom(module);
    }
  }

  private static List<String> ends() {
    return List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
  }

  private void pom(String module) throws Exception {
    Path file = file(module, ".pom");
    Document pom = xml(file);
    for (String element : REQUIRED) {
      if (text(pom, "/project/" + element).isBlank()) {
        problems.add(module + ": its pom has no " + element);
      }
    }
    String all = Files.readString(file);
    for (String left : List.of("<parent>", "${", "-SNAPSHOT", "<scope>test<", "<build>")) {
      if (all.contains(left)) {
        problems.add(module + ": its pom has " + left);
      }
    }
  }

  private void bom(Set<String> modules) throws Exception {
    Document bom = xml(file("nomyo-bom", ".pom"));
    String managed = "/project/dependencyManagement/dependencies/dependency";
    Set<String> named = new TreeSet<>(Set.of("nomyo-bom"));
    int count = Integer.parseInt(text(bom, "count(" + managed + ")"));
    for (int i = 1; i <= count; i++) {
      String dependency = managed + "[" + i + "]/";
      named.add(text(bom, dependency + "artifactId"));
      if (!text(bom, dependency + "version").equals(version("nomyo-bom"))) {
        problems.add("nomyo-bom has another version of " + text(bom, dependency + "artifactId"));
      }
    }
    if (!named.equals(modules)) {
      problems.add("nomyo-bom names " + named + ", and published are " + modules);
    }
  }

  /** The bill of nomyo-client lists what a program gets with it, and nothing else. */
  private void billOfMaterials(String classPath) throws IOException {
    Set<String> needed =
        Arrays.stream(classPath.strip().split(":"))
            .map(jar -> Path.of(jar).getFileName().toString().replaceAll("\\.jar$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    String bill = Files.readString(file("nomyo-client", "-cyclonedx.json"));
    Set<String> listed = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(dependencies(bill, ROOT_REF));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (!bill.matches(OPTIONAL.formatted(Pattern.quote(next))) && listed.add(jar(next))) {
        open.addAll(dependencies(bill, Pattern.quote(next)));
      }
    }
    if (!listed.equals(needed)) {
      problems.add("the bill of nomyo-client lists " + listed + ", and needed are " + needed);
    }
  }

  private static List<String> dependencies(String bill, String ref) {
    return Pattern.compile("\"ref\" : \"" + ref + "\",\\s*\"dependsOn\" : \\[([^]]*)]")
        .matcher(bill)
        .results()
        .flatMap(found -> Pattern.compile("\"([^\"]+)\"").matcher(found.group(1)).results())
        .map(found -> found.group(1))
        .toList();
  }

  /** The name of the jar that a reference such as {@code pkg:maven/g/a@1?type=jar} stands for. */
  private static String jar(String ref) {
    return ref.replaceAll("^pkg:maven/[^/]+/([^@]+)@([^?]+).*$", "$1-$2");
  }

  private Path file(String module, String end) throws IOException {
    String version = version(module);
    return one.resolve("ai/nomyo/" + module + "/" + version + "/" + module + "-" + version + end);
  }

  private String version(String module) throws IOException {
    try (Stream<Path> versions = Files.list(one.resolve("ai/nomyo/" + module))) {
      return versions.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
    }
  }

  private static Document xml(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static String text(Document pom, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, pom);
  }
}
