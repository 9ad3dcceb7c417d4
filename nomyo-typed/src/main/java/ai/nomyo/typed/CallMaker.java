// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ToolCall;
import ai.nomyo.error.CallCancelledException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Makes the model's calls, and turns what came of them into texts for it. */
final class CallMaker {

  private final Toolbox tools;
  private final ToolListener listener;
  private final LongSupplier nanos;
  private final RunDeadline deadline;

  CallMaker(Toolbox tools, ToolListener listener, LongSupplier nanos, RunDeadline deadline) {
    this.tools = tools;
    this.listener = listener;
    this.nanos = nanos;
    this.deadline = deadline;
  }

  /**
   * Makes a call.
   *
   * @return the result, or an error that the model can mend
   */
  String make(ToolCall call) {
    Optional<Tool> tool = isFunction(call) ? call.name().flatMap(tools::find) : Optional.empty();
    if (tool.isEmpty()) {
      return names().isEmpty()
          ? "error: no tool may be called"
          : "error: there is no such tool, only " + names();
    }
    try {
      return timed(tool.get(), tool.get().prepared(call.arguments().orElse("")));
    } catch (UnfitTextException unfit) {
      return "error: the arguments do not fit: " + unfit.problem();
    }
  }

  private static boolean isFunction(ToolCall call) {
    return call.type().orElse("function").equals("function");
  }

  private String names() {
    return String.join(", ", tools.tools().stream().map(Tool::name).toList());
  }

  private String timed(Tool tool, Callable<String> call) {
    deadline.check("calling the tool " + tool.name());
    if (Thread.currentThread().isInterrupted()) {
      throw new CallCancelledException(null);
    }
    long startNanos = nanos.getAsLong();
    try {
      return made(tool, call);
    } finally {
      listener.toolCalled(tool.name(), Duration.ofNanos(nanos.getAsLong() - startNanos));
    }
  }

  private static String made(Tool tool, Callable<String> call) {
    try {
      return call.call();
    } catch (ToolException forTheModel) {
      return forTheModel.text();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(null);
    } catch (RuntimeException asItIs) {
      throw asItIs;
    } catch (Exception checked) {
      throw new ToolFailedException(tool.name(), checked);
    }
  }
}
