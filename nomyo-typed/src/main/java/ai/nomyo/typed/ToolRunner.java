// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.Timeouts;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.UnfitAnswerException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model call tools: sends a request, makes the calls that the first answer asks for, in
 * order and on the caller's thread, sends their results, and so on until an answer asks for none.
 *
 * <p><b>Arguments are the model's words</b>, and what a prompt or an earlier result brought along
 * may speak through the model. They are of the right types and nothing more: check what a tool is
 * about to do as you would for a stranger.
 *
 * <p>A call of a tool that does not exist, or with arguments that do not fit its schema, is
 * answered with an error that the model can mend; so is one of an answer that was cut off. A {@link
 * ToolException} is told the model, too. Any other exception of a tool ends the run and reaches the
 * caller: unchecked as it is, checked as the cause of a {@link ToolFailedException}.
 *
 * <p>Immutable, and as safe for use by many threads as its tools are.
 */
public final class ToolRunner {

  private static final int MOST_ROUNDS = 1_000;

  final SecureChatCompletion client;
  final Toolbox tools;
  final int maxRounds;
  final Optional<Duration> deadline;
  final ToolListener listener;
  final LongSupplier nanos;

  private ToolRunner(Builder builder, Toolbox tools) {
    this.client = builder.client;
    this.tools = tools;
    this.maxRounds = builder.maxRounds;
    this.deadline = Optional.ofNullable(builder.deadline);
    this.listener = new RunEvents(builder.listener);
    this.nanos = builder.nanos;
  }

  /**
   * A builder of runners.
   *
   * @param client stays the caller's, who closes it
   */
  public static Builder on(SecureChatCompletion client) {
    return new Builder(client);
  }

  /** As {@link #run(ChatRequest, RequestOptions)}, with nothing different from the client. */
  public ToolRun run(ChatRequest request) {
    return run(request, RequestOptions.none());
  }

  /**
   * Runs until the model answers without calling a tool. Interrupting the thread aborts the call
   * that is under way, or interrupts the tool.
   *
   * @param request without {@code tools}, which the runner sets. A {@code tool_choice} that forces
   *     a call holds for the first round only
   * @param options of each call
   * @throws InvalidInputException if the request has tools of its own; nothing was sent
   * @throws TooManyRoundsException if the model calls tools in the last round allowed
   * @throws DeadlineExceededException if the deadline of the run or of a call passed
   * @throws CallCancelledException if the thread was interrupted
   * @throws UnfitAnswerException if a call has no id, so that it cannot be answered, or the message
   *     around it is none that can be sent back; no call of that message is made
   * @throws ToolFailedException if a tool threw a checked exception
   * @throws NomyoException as {@link SecureChatCompletion#create(ChatRequest, RequestOptions)}
   */
  public ToolRun run(ChatRequest request, RequestOptions options) {
    return new Rounds(this, request, options).run();
  }

  /** As {@link #runAsync(ChatRequest, RequestOptions)}, with nothing different. */
  public CompletableFuture<ToolRun> runAsync(ChatRequest request) {
    return runAsync(request, RequestOptions.none());
  }

  /**
   * As {@link #run(ChatRequest, RequestOptions)}, without waiting: on a thread of its own, the
   * tools too. Cancelling the future, and only that (not a stage derived from it), aborts the call
   * that is under way, or interrupts the tool.
   *
   * @return a future that fails with what {@code run} throws
   */
  public CompletableFuture<ToolRun> runAsync(ChatRequest request, RequestOptions options) {
    return AsyncRun.start(() -> run(request, options));
  }

  /** Settings of a runner. Not safe for use by many threads. */
  public static final class Builder {

    private final SecureChatCompletion client;
    private @Nullable Toolbox tools;
    private int maxRounds = 10;
    private @Nullable Duration deadline;
    private ToolListener listener = new ToolListener() {};
    private LongSupplier nanos = System::nanoTime;

    private Builder(SecureChatCompletion client) {
      this.client = client;
    }

    /** What the model may call. Required. */
    public Builder tools(Toolbox toolbox) {
      this.tools = toolbox;
      return this;
    }

    /** As {@link #tools(Toolbox)}. */
    public Builder tools(Tool... several) {
      return tools(Toolbox.of(several));
    }

    /**
     * How often the model may answer, 1 to 1,000; 10 by default.
     *
     * @throws InvalidInputException if it is not
     */
    public Builder maxRounds(int most) {
      if (most < 1 || most > MOST_ROUNDS) {
        throw new InvalidInputException("maxRounds", String.valueOf(most), "1 to " + MOST_ROUNDS);
      }
      this.maxRounds = most;
      return this;
    }

    /**
     * How long a run may take in all: each call gets what is left. It is asked before each call and
     * each tool; a tool that takes longer is not interrupted. None by default, so that each call
     * has its own.
     *
     * @throws InvalidInputException if it is not 1 ms to 1 day
     */
    public Builder deadline(Duration total) {
      this.deadline = Timeouts.checked("deadline", total);
      return this;
    }

    /** Is told of the progress; nobody by default. */
    public Builder listener(ToolListener told) {
      this.listener = told;
      return this;
    }

    /** The clock, for tests. */
    Builder nanos(LongSupplier clock) {
      this.nanos = clock;
      return this;
    }

    /**
     * The runner.
     *
     * @throws InvalidInputException if it has no tools
     */
    public ToolRunner build() {
      if (tools == null) {
        throw new InvalidInputException("tools", "none", "one or more");
      }
      return new ToolRunner(this, tools);
    }
  }
}
