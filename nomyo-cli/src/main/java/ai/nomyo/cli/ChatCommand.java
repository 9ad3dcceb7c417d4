// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatCall;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.error.NomyoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nomyo chat}: one prompt, one request file, or a prompt per line. */
@Command(name = "chat", description = "Send a prompt and print the answer's text.")
final class ChatCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PROMPT", description = "The user's message.")
  private @Nullable String prompt;

  @Mixin private RequestOptionsGroup request;

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--lines",
      description = "A prompt per line of standard input, an answer per line of output.")
  private boolean lines;

  @Option(names = "--json", description = "Print the whole response as one JSON object.")
  private boolean json;

  @Mixin private CallOptions callOptions;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write the security report of each call, failed ones too, to a new file: a JSON object a"
              + " line, without content.")
  private @Nullable Path reportFile;

  @Option(
      names = "--verbose",
      description = "Print what happens to each attempt, and stack traces of failures.")
  private boolean verbose;

  ChatCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    checkUsage();
    try (ReportFile reports = ReportFile.at(reportFile)) {
      if (lines) {
        answerLines(reports);
      } else {
        answerOne(reports);
      }
    }
    return ExitCode.OK;
  }

  private void checkUsage() {
    long sources =
        Stream.of(prompt != null, request.haveFile(), lines).filter(given -> given).count();
    if (sources != 1) {
      throw new UsageException(spec, "give exactly one of PROMPT, --request and --lines");
    }
  }

  private void answerOne(ReportFile reports) throws IOException {
    ChatCall call = prompt == null ? request.fromFile(shell) : request.fromPrompt(prompt);
    try (SecureChatCompletion client = client(call.baseUrl())) {
      answer(client, call, UnaryOperator.identity(), reports);
    }
  }

  private void answerLines(ReportFile reports) throws IOException {
    try (SecureChatCompletion client = client(Optional.empty());
        Stream<String> prompts = InputFiles.lines(shell)) {
      long number = 0;
      for (String line : (Iterable<String>) prompts::iterator) {
        answerLine(++number, client, request.fromPrompt(line), reports);
      }
    } catch (UncheckedIOException unreadable) {
      throw InputFiles.unreadableLines(unreadable);
    }
  }

  private void answerLine(
      long number, SecureChatCompletion client, ChatCall call, ReportFile reports)
      throws IOException {
    try {
      answer(client, call, ChatCommand::onOneLine, reports);
    } catch (NomyoException failure) {
      shell.err().println("no answer to line " + number + ":");
      throw failure;
    }
  }

  private SecureChatCompletion client(Optional<String> namedByCall) {
    ClientBuilder builder = connection.builder(shell, namedByCall);
    callOptions.configure(builder);
    if (verbose) {
      builder.listener(new AttemptLines(shell));
    }
    return builder.build();
  }

  /** The answer goes out first: nothing about its report may cost it. */
  private void answer(
      SecureChatCompletion client, ChatCall call, UnaryOperator<String> form, ReportFile reports)
      throws IOException {
    try {
      ChatResponse response = ask(client, call);
      print(response, form);
      reports.add(response);
    } catch (NomyoException failure) {
      reports.add(failure);
      throw failure;
    }
  }

  private ChatResponse ask(SecureChatCompletion client, ChatCall call) {
    return Spinner.during(
        shell, "waiting for the answer", () -> client.create(call.request(), options(call)));
  }

  /** An API key that was given as an option is the client's, and goes before the call's own. */
  private RequestOptions options(ChatCall call) {
    if (!connection.haveApiKeyFile()) {
      return call.options();
    }
    RequestOptions.Builder withoutKey = RequestOptions.builder();
    call.options().securityTier().ifPresent(withoutKey::securityTier);
    return withoutKey.build();
  }

  /** The answer's text; an answer without one, such as a call of tools, is shown whole. */
  private void print(ChatResponse response, UnaryOperator<String> form) throws IOException {
    Optional<String> text = json ? Optional.empty() : response.firstText();
    if (text.isPresent()) {
      shell.print(form.apply(text.get()));
    } else {
      shell.print(response.json());
    }
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
