// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The openssl command, at work in a directory. */
public final class OpenSslCommand {

  private static final String OUTPUT = "output";

  private final Path directory;

  private OpenSslCommand(Path directory) {
    this.directory = directory;
  }

  /** Skips the test where there is none; some systems have another program of that name. */
  public static OpenSslCommand in(Path directory) throws InterruptedException {
    assumeTrue(isOpenSsl(), "the openssl command is absent or is not OpenSSL");
    return new OpenSslCommand(directory);
  }

  private static boolean isOpenSsl() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("openssl", "version").redirectErrorStream(true).start();
      String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return version.waitFor() == 0 && text.startsWith("OpenSSL ");
    } catch (IOException absent) {
      return false;
    }
  }

  /**
   * Runs it, and it must succeed.
   *
   * @param arguments with a space between them
   */
  public void run(String arguments) throws IOException, InterruptedException {
    assertTrue(succeeds(arguments), () -> arguments + ": " + output());
  }

  /**
   * Runs it, and says whether it succeeded.
   *
   * @param arguments with a space between them
   */
  public boolean succeeds(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(OUTPUT).toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "openssl did not end");
    return process.exitValue() == 0;
  }

  private String output() {
    try {
      return Files.readString(directory.resolve(OUTPUT));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The DER in a PEM file of the directory. */
  public byte[] der(String name) throws IOException {
    String text = Files.readString(directory.resolve(name));
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }
}
