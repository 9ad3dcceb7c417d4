// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command that runs in a process of its own, in an environment of its own. */
record Command(Path directory, List<String> words, Map<String, String> environment) {

  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  static Command in(Path directory, String... words) {
    return new Command(directory, List.of(words), Map.of("PATH", "/usr/bin:/bin"));
  }

  Command variable(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Command(directory, words, more);
  }

  /**
   * With these arguments. A test's own JVM may not be able to hand over all of Unicode, so a shell
   * makes them out of bytes.
   */
  Command with(String... arguments) {
    String quoted =
        Stream.of(arguments).map(Command::bytes).collect(Collectors.joining("' $'", " $'", "'"));
    String line = "exec \"$0\" \"$@\"" + (arguments.length == 0 ? "" : quoted);
    List<String> shell = Stream.concat(Stream.of("bash", "-c", line), words.stream()).toList();
    return new Command(directory, shell, environment);
  }

  private static String bytes(String argument) {
    StringBuilder octal = new StringBuilder();
    for (byte b : argument.getBytes(StandardCharsets.UTF_8)) {
      octal.append(String.format("\\%03o", b & 0xff));
    }
    return octal.toString();
  }

  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  Cli.Result run(String standardInput) throws IOException {
    Process process = start();
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(standardInput.getBytes(StandardCharsets.UTF_8));
    }
    String out = text(process.getInputStream());
    return new Cli.Result(process.onExit().join().exitValue(), out, err.join());
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a program for a test to find in place of another. */
  static Path script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
