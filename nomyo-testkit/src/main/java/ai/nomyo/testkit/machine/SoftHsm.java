// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A token of SoftHSM 2, for tests of keys that stay in one. The tests' JVM must have been started
 * with the environment variable {@code SOFTHSM2_CONF}, which names a file that this class writes;
 * the tokens lie beside it and are made anew by each JVM.
 *
 * <p>SoftHSM reads its tokens once in a process, so that all are made before the first is used.
 */
public final class SoftHsm {

  private static final int TOKENS = 10;
  private static final String PIN = "1234-pin";
  private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");

  private static final List<Path> LIBRARIES =
      Stream.of(
              "/usr/lib/softhsm/libsofthsm2.so",
              "/usr/lib64/softhsm/libsofthsm2.so",
              "/usr/lib64/pkcs11/libsofthsm2.so",
              "/usr/local/lib/softhsm/libsofthsm2.so",
              "/opt/homebrew/lib/softhsm/libsofthsm2.so")
          .map(Path::of)
          .toList();

  /** Made when the first token is asked for. */
  private static final class Supply {
    static final Queue<SoftHsm> UNUSED = new ConcurrentLinkedQueue<>(made());
  }

  private final Path library;
  private final long slot;

  private SoftHsm(Path library, long slot) {
    this.library = library;
    this.slot = slot;
  }

  /** A token that nobody has used; there are ten in a JVM. Skips the test without SoftHSM. */
  public static SoftHsm freshToken() {
    assumeTrue(installed().isPresent(), "SoftHSM 2 is not installed (Debian package softhsm2)");
    return Objects.requireNonNull(Supply.UNUSED.poll(), "all tokens of this JVM are used");
  }

  private static Optional<Path> installed() {
    boolean command = Commands.isInstalled("softhsm2-util");
    return LIBRARIES.stream().filter(Files::isRegularFile).filter(any -> command).findFirst();
  }

  private static List<SoftHsm> made() {
    try {
      Path configuration =
          Path.of(Objects.requireNonNull(System.getenv("SOFTHSM2_CONF"), "SOFTHSM2_CONF"));
      Path tokens = configuration.resolveSibling("tokens");
      deleteAll(tokens);
      Files.createDirectories(tokens);
      Files.writeString(
          configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
      Path library = installed().orElseThrow();
      return Stream.generate(() -> new SoftHsm(library, initialised())).limit(TOKENS).toList();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> old = Files.walk(directory)) {
        old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private static long initialised() {
    List<String> command =
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "test",
            "--so-pin",
            "so-" + PIN,
            "--pin",
            PIN);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher slot = SLOT.matcher(said);
      if (process.waitFor() != 0 || !slot.find()) {
        throw new AssertionError(said);
      }
      return Long.parseLong(slot.group(1));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** SoftHSM's PKCS#11 library. */
  public Path library() {
    return library;
  }

  /** The id of the token's slot. */
  public long slot() {
    return slot;
  }

  /** The user's PIN, in an array of the caller's own. */
  public char[] pin() {
    return PIN.toCharArray();
  }

  /**
   * What is in the token, through a provider of the JDK's apart from any other. Logs the process
   * in. What is set in it can be read out of the token only if that is asked for.
   */
  public KeyStore entries(boolean extractable) throws GeneralSecurityException, IOException {
    String configuration =
        """
        --name = test
        library = %s
        slot = %d
        attributes(*, CKO_PRIVATE_KEY, *) = {
          CKA_SENSITIVE = %b
          CKA_EXTRACTABLE = %b
        }
        """
            .formatted(library, slot, !extractable, extractable);
    KeyStore entries =
        KeyStore.getInstance("PKCS11", Security.getProvider("SunPKCS11").configure(configuration));
    entries.load(null, pin());
    return entries;
  }

  /** Puts a key into the token from where it cannot be read out. */
  public void put(String label, PrivateKey key, Certificate certificate)
      throws GeneralSecurityException, IOException {
    entries(false).setKeyEntry(label, key, null, new Certificate[] {certificate});
  }

  @Override
  public String toString() {
    return "SoftHsm[slot " + slot + "]";
  }
}
