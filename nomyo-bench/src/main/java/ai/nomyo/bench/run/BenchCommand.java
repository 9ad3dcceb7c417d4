// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.report.Report;
import ai.nomyo.bench.result.Results;
import ai.nomyo.client.Backends;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code nomyo bench}: measures, keeps the figures and shows them. */
@Command(
    name = "nomyo bench",
    description = {
      "Measure sealing and opening beside the bare primitives of each backend, calls over HTTP, "
          + "threads, and cold processes.",
      "Figures go to a JSON file, tables to standard output."
    },
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:ok",
      "1:something could not be measured, or the guard found a bound broken",
      "2:refused here: usage, unknown or absent backend, a file that exists"
    })
public final class BenchCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int REFUSED_HERE = 2;

  /** Those that share a class path. */
  private static final List<String> TOGETHER = List.of("jdk", "conscrypt", "accp", "bc");

  @Option(
      names = "--full",
      description =
          "All payloads, texts, threads and processes: some fifty minutes. Else a few minutes.")
  private boolean full;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "Only this backend: accp, conscrypt, jdk, bc or bcfips (default: the first four).")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description =
          "Only what this regular expression is found in, such as "
              + "'seal|encrypt .*=9000000'; the progress shows the names.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where the JSON file goes, called after the JDK, such as jdk17.json (default: "
              + "nomyo-bench/target/results).")
  private @Nullable Path output;

  @Option(names = "--force", description = "Replace that file if it exists.")
  private boolean force;

  private final Shell shell;

  private BenchCommand(Shell shell) {
    this.shell = shell;
  }

  /** Runs the command and exits the JVM with its status. */
  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs the command and returns its exit status. */
  static int run(Shell shell, String... args) {
    return new CommandLine(new BenchCommand(shell))
        .addSubcommand("report", new ReportCommand(shell))
        .addSubcommand("guard", new GuardCommand(shell))
        .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((refused, given) -> refused(shell, refused))
        .setExecutionExceptionHandler((failure, at, given) -> failed(shell, failure))
        .execute(args);
  }

  private static int refused(Shell shell, ParameterException refused) {
    shell.err().println("UsageException: " + refused.getMessage() + " (--help tells)");
    return REFUSED_HERE;
  }

  private static int failed(Shell shell, Exception failure) {
    shell.err().println(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    return failure instanceof InvalidInputException
            || failure instanceof BackendUnavailableException
        ? REFUSED_HERE
        : FAILED;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Step> steps = steps();
    ResultsTarget target = new ResultsTarget(directory(), fileName(), force);
    List<StepException> failed = new ArrayList<>();
    Results results = measured(steps, full ? "full" : "short", failed::add);
    Path file = target.write(results);
    shell.out().println(new Report(List.of(results)).text());
    shell.out().println("written: " + file);
    failed.forEach(failure -> shell.err().println("not measured: " + failure.getMessage()));
    return failed.isEmpty() ? 0 : FAILED;
  }

  private Results measured(List<Step> steps, String extent, Consumer<StepException> failed)
      throws InterruptedException {
    return Run.of(
        steps,
        Environment.describe(extent),
        new Progress(shell.err(), shell.interactive(), shell.columns(), System::nanoTime, steps),
        failed);
  }

  private List<Step> steps() {
    List<Step> all = Plan.of(backends(), full ? Extent.FULL : Extent.SHORT);
    List<Step> chosen = only.map(text -> Plan.only(pattern(text), all)).orElse(all);
    if (chosen.isEmpty()) {
      throw new InvalidInputException(
          "--only", "a pattern that nothing has", "one that is found in a name, such as seal");
    }
    return chosen;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException invalid) {
      throw new InvalidInputException(
          "--only", "a text that is none: " + invalid.getDescription(), "a regular expression");
    }
  }

  /** All are proved before anything is measured. */
  private List<String> backends() {
    List<String> chosen = backend.map(List::of).orElse(TOGETHER);
    if (chosen.contains(Backends.AUTO)) {
      throw new InvalidInputException(
          "--backend", Backends.AUTO, "one of " + String.join(", ", Backends.names()));
    }
    chosen.forEach(Backends::named);
    return chosen;
  }

  private Path directory() {
    return output != null ? output : shell.home().resolve("nomyo-bench/target/results");
  }

  private String fileName() {
    return "jdk"
        + Environment.jdk()
        + backend.map(name -> "-" + name).orElse("")
        + (only.isPresent() ? "-part" : "")
        + ".json";
  }
}
