// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A program beside this JVM. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts a {@link PairProgram}. */
  static ChildJvm start(List<String> prefix, String... arguments) throws IOException {
    return start(PairProgram.class, prefix, arguments);
  }

  static ChildJvm start(Class<?> program, List<String> prefix, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The JVM would say first that it has picked them up.
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    return new ChildJvm(builder.start());
  }

  void say(Object line) {
    PrintWriter input = new PrintWriter(process.outputWriter());
    input.println(line);
    input.flush();
  }

  String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("the other process has ended");
    }
    return line;
  }

  /** SIGKILL, which leaves its output open; returns what it had said until then. */
  List<String> kill() throws IOException {
    process.toHandle().destroyForcibly();
    List<String> rest = output.lines().toList();
    process.onExit().join();
    return rest;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
