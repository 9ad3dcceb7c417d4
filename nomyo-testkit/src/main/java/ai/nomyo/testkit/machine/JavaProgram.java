// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A class with a {@code main} method, to be run in a JVM of its own: by this JVM's Java and on its
 * class path, without its options and system properties. Not safe for use by several threads.
 */
public final class JavaProgram {

  /** The JVM would say first that it has picked them up. */
  private static final Set<String> OPTIONS_FROM_OUTSIDE =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Class<?> main;
  private final List<String> wrapper = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private Predicate<String> present = entry -> true;

  private JavaProgram(Class<?> main) {
    this.main = main;
    environment.keySet().removeAll(OPTIONS_FROM_OUTSIDE);
    // The JVM would warn of what a program does with native memory.
    options.add("--enable-native-access=ALL-UNNAMED");
  }

  /** Its output is read as lines, those of its standard error among them. */
  public static JavaProgram of(Class<?> main) {
    return new JavaProgram(main);
  }

  /**
   * @param command runs the rest of its line
   */
  public JavaProgram behind(List<String> command) {
    wrapper.addAll(command);
    return this;
  }

  /**
   * @param more options of the JVM
   */
  public JavaProgram with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** For programs that live for a moment: as little compiler and collector as there can be. */
  public JavaProgram shortLived() {
    return with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  /**
   * @param entry those entries of this JVM's class path that the other has, too
   */
  public JavaProgram on(Predicate<String> entry) {
    present = entry;
    return this;
  }

  /** Sets a variable of the environment, which is otherwise this JVM's. */
  public JavaProgram variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Takes a variable out of the environment. */
  public JavaProgram withoutVariable(String name) {
    environment.remove(name);
    return this;
  }

  /** The caller closes it. */
  public ChildJvm start(Object... arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new ChildJvm(builder.start());
    } catch (IOException noProcess) {
      throw new UncheckedIOException(noProcess);
    }
  }

  /** All lines that it prints until it ends by itself. */
  public List<String> output(Object... arguments) {
    try (ChildJvm jvm = start(arguments)) {
      return jvm.rest();
    }
  }

  private List<String> command(Object[] arguments) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command;
  }

  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(present)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
