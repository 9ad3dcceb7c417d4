package ai.nomyo.cli;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatCall;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.client.Nomyo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      answerOne(
          ChatCall.of(
              request.hasRequestFile() ? request.fromFile(shell) : request.fromPrompt(prompt)));
    }
    return ExitCode.OK;
  }

  private void checkUsage() {
    long sources =
        Stream.of(prompt != null, request.hasRequestFile(), lines).filter(b -> b).count();
    if (sources != 1) {
      throw new ParameterException(
          spec.commandLine(), "give exactly one of PROMPT, --request and --lines");
    }
    if (maxRetries < 0) {
      throw new ParameterException(spec.commandLine(), "--max-retries: allowed is 0 or more");
    }
  }

  private void answerOne(ChatCall call) {
    RequestOptions options = options(call);
    try (SecureChatCompletion client = connection.builder(shell, call.baseUrl()).build()) {
      ChatResponse response = ask(client, call, options);
      shell.out().println(json ? Nomyo.json().write(response.json()) : text(response));
    }
  }

  private void answerLines() throws IOException {
    BufferedReader prompts =
        new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8));
    try (SecureChatCompletion client = connection.builder(shell, Optional.empty()).build()) {
      for (String line = prompts.readLine(); line != null; line = prompts.readLine()) {
        ChatCall call = ChatCall.of(request.fromPrompt(line));
        ChatResponse response = ask(client, call, options(call));
        shell.out().println(json ? Nomyo.json().write(response.json()) : onOneLine(text(response)));
      }
    }
  }

  private ChatResponse ask(SecureChatCompletion client, ChatCall call, RequestOptions options) {
    Spinner spinner = Spinner.start(shell, "waiting for the answer");
    try {
      return client.create(call.request(), options);
    } finally {
      spinner.stop();
    }
  }

  /** The key of the file option goes before the call's own, which goes before the client's. */
  private RequestOptions options(ChatCall call) {
    RequestOptions.Builder options = RequestOptions.builder();
    call.options().securityTier().ifPresent(options::securityTier);
    connection.apiKey(shell).or(call.options()::apiKey).ifPresent(options::apiKey);
    return options.build();
  }

  /** The answer's text; an answer without one, such as a call of tools, is shown whole. */
  private static String text(ChatResponse response) {
    return response.firstText().orElseGet(() -> Nomyo.json().write(response.json()));
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
