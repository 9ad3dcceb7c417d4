// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A JVM beside this one, which talks in lines. Its program ends when its input does. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
    this.input = process.outputWriter();
  }

  /** On this JVM's class path, without its system properties. */
  static ChildJvm start(Class<?> program, String... arguments) {
    return start(present -> true, program, arguments);
  }

  /**
   * @param present the entries of this JVM's class path that the other has, too
   */
  static ChildJvm start(Predicate<String> present, Class<?> program, String... arguments) {
    return start(List.of(), List.of(), present, program, arguments);
  }

  /**
   * @param wrapper a command that runs the rest of its line
   * @param options of the JVM
   */
  static ChildJvm start(
      List<String> wrapper,
      List<String> options,
      Predicate<String> present,
      Class<?> program,
      String... arguments) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath(present), program.getName()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("MALLOC_ARENA_MAX", "1");
      return new ChildJvm(builder.start());
    } catch (IOException noProcess) {
      throw new UncheckedIOException(noProcess);
    }
  }

  private static String classPath(Predicate<String> present) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(present)
        .collect(Collectors.joining(File.pathSeparator));
  }

  long pid() {
    return process.pid();
  }

  void say(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  /** What follows this beginning of a line; other lines before it are left out. */
  String answer(String beginning) {
    List<String> others = new ArrayList<>();
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
        others.add(line);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    throw new AssertionError("no line begins with " + beginning + ": " + others);
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException ended) {
      process.destroy();
    }
    process.onExit().join();
  }
}
