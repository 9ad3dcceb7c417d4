// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.report.Report;
import ai.nomyo.bench.result.Results;
import ai.nomyo.bench.result.ResultsFile;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nomyo bench report}: tables and charts of what was measured. */
@Command(
    name = "report",
    description =
        "Fill the tables of docs/performance.md, and draw its charts, from the figures in "
            + "docs/performance.")
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      description = "Where performance.md and performance/jdk17.json are (default: docs).")
  private @Nullable Path docs;

  private final Shell shell;

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    Path directory = docs != null ? docs : shell.home().resolve("docs");
    Path document = directory.resolve("performance.md");
    Path figures = directory.resolve("performance");
    if (!Files.isRegularFile(document)) {
      throw new InvalidInputException(
          "--docs", document + ", which is no file", "a directory with performance.md");
    }
    Report report = new Report(results(figures));
    String filled = report.in(Files.readString(document));
    report.writeCharts(figures);
    Files.writeString(document, filled);
    shell.out().println("written: " + document + " and the charts in " + figures);
    return 0;
  }

  /** The results of all JDKs, in the order of their versions. */
  static List<Results> results(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidInputException(
          "--docs", directory + ", which is no directory", "one with performance/jdk17.json");
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Results> results =
          files
              .filter(file -> file.getFileName().toString().matches("jdk\\d+\\.json"))
              .sorted()
              .map(ResultsFile::read)
              .toList();
      if (results.isEmpty()) {
        throw new InvalidInputException(
            "--docs", directory + " without results", "nomyo bench --full --output " + directory);
      }
      return results;
    }
  }
}
