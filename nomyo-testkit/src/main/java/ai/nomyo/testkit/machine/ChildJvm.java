// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A {@link JavaProgram} beside this JVM, which talks in lines and ends when its input does. */
public final class ChildJvm implements AutoCloseable {

  private static final int LONGEST_END_SECONDS = 10;

  private final Process process;
  private final BufferedReader output;
  private final PrintWriter input;

  ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
    this.input = new PrintWriter(process.outputWriter(), true);
  }

  /** The number that the system knows it by. */
  public long pid() {
    return process.pid();
  }

  /** Gives it a line. */
  public void say(Object line) {
    input.println(line);
  }

  /** The next line of its output, for which it must not have ended. */
  public String line() {
    return read().orElseThrow(() -> new AssertionError("the other process has ended"));
  }

  /** What follows this beginning of a line; other lines before it are left out. */
  public String answer(String beginning) {
    List<String> others = new ArrayList<>();
    for (Optional<String> line = read(); line.isPresent(); line = read()) {
      if (line.get().startsWith(beginning)) {
        return line.get().substring(beginning.length());
      }
      others.add(line.get());
    }
    throw new AssertionError("no line begins with " + beginning + ": " + others);
  }

  private Optional<String> read() {
    try {
      return Optional.ofNullable(output.readLine());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** All further lines, until it ends. */
  List<String> rest() {
    return output.lines().toList();
  }

  /** SIGKILL, which leaves its output open; returns what it had said until then. */
  public List<String> kill() {
    process.toHandle().destroyForcibly();
    List<String> rest = rest();
    process.onExit().join();
    return rest;
  }

  /** Ends its input, and itself where that is not enough. */
  @Override
  public void close() {
    input.close();
    process.onExit().completeOnTimeout(process, LONGEST_END_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    process.onExit().join();
  }
}
