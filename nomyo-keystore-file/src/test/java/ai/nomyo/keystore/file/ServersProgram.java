// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.RouterName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Records keys in a process of its own, which talks in lines. Needs no library to run. */
public final class ServersProgram {

  private final int number;

  private ServersProgram(int number) {
    this.number = number;
  }

  /**
   * @param arguments what to do, the number of the program and of its key, and the file and the
   *     router where they are always the same
   */
  public static void main(String[] arguments) throws Exception {
    ServersProgram program = new ServersProgram(Integer.parseInt(arguments[1]));
    switch (arguments[0]) {
      case "once" -> say(program.record(arguments[2], RouterName.of(URI.create(arguments[3]))));
      case "first" -> program.firstInEach();
      case "forever" -> program.recordForever(arguments[2]);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private String record(String file, RouterName router) {
    try {
      return KnownServersFile.at(Path.of(file))
          .putIfAbsent(router, KnownKeys.key(number))
          .map(known -> "known " + known.key())
          .orElse("recorded " + KnownKeys.pin(number));
    } catch (KeyStorageException e) {
      return e.getMessage();
    }
  }

  /** In every file that a line names. */
  private void firstInEach() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    say("started");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      say(record(line, KnownKeys.ROUTER));
    }
  }

  /** One router after the other; says which ones are recorded. */
  private void recordForever(String file) {
    for (int count = 0; ; count++) {
      String url = "https://router-" + number + "-" + count + ".example";
      say(record(file, RouterName.of(URI.create(url))) + " " + url);
    }
  }
}
