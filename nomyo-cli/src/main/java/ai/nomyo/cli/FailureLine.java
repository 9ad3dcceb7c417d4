// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.error.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A failure as {@code ExceptionName: message}, on one line.
 *
 * <p>What was typed in the wrong place may be a prompt or an API key, so no value is repeated.
 */
final class FailureLine {

  private static final Pattern OPTION_NAME = Pattern.compile("(--[a-z][a-z-]*)(=.*)?");
  private static final String SEE_HELP = " (--help tells)";

  private FailureLine() {}

  static String of(Throwable failure) {
    return line(failure, failure.getMessage()) + routersWish(failure);
  }

  /** Without it, nobody could tell why a call that may be attempted again was not. */
  private static String routersWish(Throwable failure) {
    return failure instanceof ApiException status
        ? status
            .retryAfter()
            .map(wait -> "; the router asks to wait " + wait.toSeconds() + " s")
            .orElse("")
        : "";
  }

  static String of(ParameterException refused) {
    return line(refused, withoutValues(refused) + SEE_HELP);
  }

  private static String line(Throwable failure, @Nullable String message) {
    String shown = message == null || message.isBlank() ? "no reason was given" : message;
    return failure.getClass().getSimpleName() + ": " + onOneLine(shown);
  }

  /** Without what would end the line or steer a terminal. */
  static String onOneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
  }

  private static String withoutValues(ParameterException refused) {
    if (refused instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched());
    }
    if (refused instanceof UsageException
        || refused instanceof MissingParameterException
        || refused instanceof OverwrittenOptionException) {
      return refused.getMessage();
    }
    return refused.getArgSpec() == null
        ? "the command cannot be understood"
        : name(refused.getArgSpec()) + ": the value must be " + kind(refused.getArgSpec().type());
  }

  private static String unmatched(List<String> arguments) {
    String first = arguments.get(0);
    var option = OPTION_NAME.matcher(first);
    if (option.matches()) {
      return "unknown option " + option.group(1);
    }
    return first.startsWith("-")
        ? "unknown option; put -- before a prompt that begins with a dash"
        : "unknown command, or words outside of a prompt's quotes: " + arguments.size();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == Double.class) {
      return "a number";
    }
    if (type == Duration.class) {
      return Durations.FORMS;
    }
    return type == boolean.class ? "left out" : "the path of a file";
  }
}
