// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown document of the repository, as far as tests need to understand it. */
record Document(Path path, List<String> lines) {

  /** The repository, seen from this module. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern FENCE = Pattern.compile("```([^`]*)");
  private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** A fenced block: where it stands, under which heading, in which language. */
  record Block(String place, String heading, String language, String text) {
    @Override
    public String toString() {
      return place + " " + heading;
    }
  }

  /** README.md, its neighbours, everything in docs, and what stands beside the examples. */
  static List<Document> all() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> examples = Files.list(ROOT.resolve("nomyo-examples"))) {
      return Stream.of(top, docs, examples)
          .flatMap(files -> files)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .map(Document::read)
          .toList();
    }
  }

  static Document named(String name) {
    return read(ROOT.resolve(name));
  }

  private static Document read(Path path) {
    try {
      return new Document(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Block> blocksIn(String language) throws IOException {
    return all().stream()
        .flatMap(document -> document.blocks().stream())
        .filter(block -> block.language().equals(language));
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      var fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
        String text = String.join("\n", lines.subList(i + 1, end));
        blocks.add(new Block(place(i), heading, fence.group(1), text));
        i = end;
      } else if (lines.get(i).startsWith("#")) {
        heading = lines.get(i).replaceFirst("^#+ ", "");
      }
    }
    return blocks;
  }

  private String place(int line) {
    return ROOT.relativize(path) + ":" + (line + 1);
  }

  /** The rows of the first table under a heading, without its head, as their cells. */
  List<List<String>> table(String heading) {
    return lines.stream()
        .dropWhile(line -> !line.matches("#+ " + Pattern.quote(heading)))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Stream.of(cells).map(String::strip).toList())
        .toList();
  }

  /** The same by what stands between backticks in the first cell. */
  Map<String, List<String>> tableByCode(String heading) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (List<String> row : table(heading)) {
      inlineCode(row.get(0)).forEach(code -> rows.put(code, row));
    }
    return rows;
  }

  /** The lines of all headings, with what marks them as such. */
  List<String> headings() {
    return prose().lines().filter(line -> line.startsWith("#")).toList();
  }

  /** What stands between backticks outside of blocks. */
  List<String> inlineCode() {
    return groups(INLINE_CODE, prose());
  }

  static List<String> inlineCode(String text) {
    return groups(INLINE_CODE, text);
  }

  List<String> links() {
    return groups(LINK, prose());
  }

  private String prose() {
    return String.join("\n", lines).replaceAll("(?ms)^```.*?^```$", "");
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  @Override
  public String toString() {
    return ROOT.relativize(path).toString();
  }
}
