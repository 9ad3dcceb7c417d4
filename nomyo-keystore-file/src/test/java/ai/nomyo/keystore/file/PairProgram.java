// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.time.Time;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Uses a store in a process of its own, which talks in lines. Needs no library to run. */
public final class PairProgram {

  private final String name;

  private PairProgram(String name) {
    this.name = name;
  }

  /**
   * @param arguments what to do, the program's name, and the directory when it is always the same
   */
  public static void main(String[] arguments) throws Exception {
    PairProgram program = new PairProgram(arguments[1]);
    switch (arguments[0]) {
      case "change" -> program.changeForever(PemDirectoryKeyStore.in(Path.of(arguments[2])));
      case "first" -> program.firstInEach();
      case "hold" -> holdForever(Path.of(arguments[2]));
      case "load" -> say(program.loaded(PemDirectoryKeyStore.in(Path.of(arguments[2]))));
      case "save" -> say(program.saved(PemDirectoryKeyStore.in(Path.of(arguments[2]))));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Says which pair comes next, then puts it in the place of what is there. */
  private void changeForever(KeyStore store) throws KeyStorageException {
    for (int count = 0; ; count++) {
      say(name + "-" + count);
      change(store, name + "-" + count, count % 2 == 0 ? Previous.KEPT : Previous.REMOVED);
    }
  }

  /** Puts several pairs in the place of what is there, within this process. */
  public static void changeOften(String name, String directory) throws KeyStorageException {
    for (int count = 0; count < 15; count++) {
      change(PemDirectoryKeyStore.in(Path.of(directory)), name + "-" + count, Previous.REMOVED);
    }
  }

  private static void change(KeyStore store, String next, Previous fate)
      throws KeyStorageException {
    try {
      changeOnce(store, next, fate);
    } catch (KeyStorageException e) {
      if (!isLate(e)) {
        throw e;
      }
    }
  }

  /** Somebody else was there first. */
  private static boolean isLate(KeyStorageException e) {
    return e.getMessage().contains("any more") || e.getMessage().contains("never replaced");
  }

  private static void changeOnce(KeyStore store, String next, Previous fate)
      throws KeyStorageException {
    Optional<PemKeyPair> previous = Pairs.load(store);
    if (previous.isEmpty()) {
      Pairs.save(store, next);
    } else {
      Pairs.replace(store, Pairs.nameOf(previous.get()), next, fate);
    }
  }

  /** In every directory that a line names. */
  private void firstInEach() throws IOException, KeyStorageException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    say("started");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      KeyStore store = PemDirectoryKeyStore.in(Path.of(line));
      say(saved(store) + " " + loaded(store));
    }
  }

  /** As a process that hangs in the middle of a change. */
  private static void holdForever(Path lock) throws IOException, KeyStorageException {
    PairLock.holding(
        lock,
        Disk.REAL,
        Time.SYSTEM,
        journal -> {
          say("held");
          return System.in.read();
        });
  }

  private String saved(KeyStore store) {
    try {
      Pairs.save(store, name);
      return "saved";
    } catch (KeyStorageException e) {
      return e.getMessage();
    }
  }

  private String loaded(KeyStore store) {
    try {
      return Pairs.load(store).map(pair -> pair.warnings() + Pairs.nameOf(pair)).orElse("none");
    } catch (KeyStorageException e) {
      return e.getMessage();
    }
  }
}
