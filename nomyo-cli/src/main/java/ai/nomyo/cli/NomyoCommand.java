// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The {@code nomyo} command: finds the subcommand and says what went wrong on one line. */
@Command(
    name = "nomyo",
    description = "Chat with the NOMYO service; requests and answers are sealed on this machine.",
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:ok",
      "1:unexpected",
      "2:refused here: usage, invalid request, unknown tier or backend",
      "3:HTTP error, or an unusable reply",
      "4:401 or 403",
      "5:429 or 503",
      "6:network, TLS, timeout",
      "7:security violation",
      "8:key file, or file of known servers"
    })
public final class NomyoCommand implements Runnable {

  @Spec private CommandSpec spec;

  private NomyoCommand() {}

  /** Runs the command and exits the JVM with its status. */
  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs the command and returns its exit status. */
  static int run(Shell shell, String... args) {
    return run(shell, new DemoCommand(shell), args);
  }

  /** The same with another demo. */
  static int run(Shell shell, DemoCommand demo, String... args) {
    try {
      return commandLine(shell, demo).execute(args);
    } catch (Error fatal) {
      shell.err().println(FailureLine.of(fatal));
      return ExitCode.UNEXPECTED;
    }
  }

  private static CommandLine commandLine(Shell shell, DemoCommand demo) {
    return new CommandLine(new NomyoCommand())
        .addSubcommand(demo)
        .addSubcommand(new ChatCommand(shell))
        .addSubcommand(new RouterCommand(shell))
        .addSubcommand(envelope(shell))
        .addSubcommand(keys(shell))
        .addSubcommand(new ServerKeyCommand(shell))
        .addSubcommand(new DoctorCommand(shell))
        .registerConverter(Duration.class, new Durations())
        .setExpandAtFiles(false) // a prompt may begin with an @
        .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((refused, given) -> refused(shell, refused))
        .setExecutionExceptionHandler((failure, at, given) -> failed(shell, failure, given));
  }

  private static CommandLine envelope(Shell shell) {
    return new CommandLine(new EnvelopeCommand())
        .addSubcommand(new EnvelopeSealCommand(shell))
        .addSubcommand(new EnvelopeOpenCommand(shell));
  }

  private static CommandLine keys(Shell shell) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new KeysGenerateCommand(shell))
        .addSubcommand(new KeysShowCommand(shell))
        .addSubcommand(new KeysChangePasswordCommand(shell))
        .addSubcommand(new KeysRotateCommand(shell));
  }

  @Override
  public void run() {
    throw new UsageException(
        spec, "a command is missing: demo, chat, router, envelope, keys, server-key or doctor");
  }

  private static int refused(Shell shell, ParameterException refused) {
    shell.err().println(FailureLine.of(refused));
    return ExitCode.REFUSED_HERE;
  }

  private static int failed(Shell shell, Exception failure, ParseResult given) {
    shell.err().println(FailureLine.of(failure));
    if (isVerbose(given)) {
      failure.printStackTrace(shell.err());
    }
    return ExitCode.of(failure);
  }

  private static boolean isVerbose(ParseResult given) {
    List<CommandLine> commands = given.asCommandLineList();
    ParseResult last = commands.get(commands.size() - 1).getParseResult();
    return last.hasMatchedOption("--verbose");
  }
}
