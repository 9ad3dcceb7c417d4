// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keytool of the running JDK, at work on a PKCS#12 file. */
public final class KeytoolCommand {

  private final Path file;
  private final String password;

  private KeytoolCommand(Path file, String password) {
    this.file = file;
    this.password = password;
  }

  /**
   * @param file is made by the first key if it is not there
   */
  public static KeytoolCommand on(Path file, String password) {
    return new KeytoolCommand(file, password);
  }

  /**
   * Runs it.
   *
   * @param arguments but for the file and the password
   * @throws IOException if it does not succeed
   */
  public void run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    command.addAll(List.of("-storepass", password));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool " + arguments + " failed: " + output);
    }
  }
}
