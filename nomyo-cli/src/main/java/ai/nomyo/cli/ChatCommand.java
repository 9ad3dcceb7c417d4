package ai.nomyo.cli;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatCall;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      defaultValue = "0",
      description = "0 or more; this version makes one attempt whatever the number.")
  private int maxRetries;

  @Option(names = "--verbose", description = "Print stack traces of failures.")
  private boolean verbose;

  ChatCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    checkUsage();
    if (lines) {
      answerLines();
    } else {
      answerOne();
    }
    return ExitCode.OK;
  }

  private void checkUsage() {
    long sources =
        Stream.of(prompt != null, request.haveFile(), lines).filter(given -> given).count();
    if (sources != 1) {
      throw new UsageException(spec, "give exactly one of PROMPT, --request and --lines");
    }
    if (maxRetries < 0) {
      throw new UsageException(spec, "--max-retries: allowed is 0 or more");
    }
  }

  private void answerOne() throws IOException {
    ChatCall call = request.haveFile() ? request.fromFile(shell) : request.fromPrompt(prompt);
    try (SecureChatCompletion client = connection.builder(shell, call.baseUrl()).build()) {
      print(ask(client, call), UnaryOperator.identity());
    }
  }

  private void answerLines() throws IOException {
    try (SecureChatCompletion client = connection.builder(shell, Optional.empty()).build();
        Stream<String> prompts = InputFiles.lines(shell)) {
      for (String line : (Iterable<String>) prompts::iterator) {
        print(ask(client, request.fromPrompt(line)), ChatCommand::onOneLine);
      }
    } catch (UncheckedIOException unreadable) {
      throw InputFiles.unreadableLines(unreadable);
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
