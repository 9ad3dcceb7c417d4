// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.testkit.machine.LockLimit;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs {@link MemoryProbe} in a JVM whose lockable memory is limited, or which lacks something. */
final class LimitedJvm {

  private final List<String> command = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private String leftOut = "";

  static LimitedJvm lockingAtMost(int limitBytes) {
    LimitedJvm jvm = new LimitedJvm();
    jvm.command.addAll(LockLimit.ofBytes(limitBytes));
    return jvm;
  }

  static LimitedJvm unlimited() {
    return new LimitedJvm();
  }

  /** Without the jars whose names begin like this. */
  LimitedJvm without(String jar) {
    leftOut = jar;
    return this;
  }

  LimitedJvm with(String option) {
    options.add(option);
    return this;
  }

  /** What the probe prints, warnings included. */
  List<String> run(int... sizes) throws IOException, InterruptedException {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), MemoryProbe.class.getName()));
    Arrays.stream(sizes).mapToObj(String::valueOf).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> leftOut.isEmpty() || !new File(entry).getName().startsWith(leftOut))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
