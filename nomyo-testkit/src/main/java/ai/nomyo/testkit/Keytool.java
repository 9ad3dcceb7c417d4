// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.testkit.machine.KeytoolCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;

/** Makes key pairs with certificates, by the {@code keytool} of the running JDK. */
final class Keytool {

  static final String STORE_PASSWORD = "not-secret";

  private static final List<String> FOR_A_YEAR = List.of("-startdate", "-1d", "-validity", "365");
  private static final List<String> TILL_YESTERDAY =
      List.of("-startdate", "-20d", "-validity", "19");

  private final KeytoolCommand command;

  private Keytool(KeytoolCommand command) {
    this.command = command;
  }

  /** A key under that alias, with a certificate that it signed itself. */
  static KeyStore selfSigned(String alias, String extension, List<String> key) {
    return inNewStore(keytool -> keytool.generate(alias, extension, FOR_A_YEAR, key));
  }

  /** A key under that alias, with an expired certificate and that of the authority behind it. */
  static KeyStore expired(String alias, String extension, List<String> key) {
    String authority = alias + "-authority";
    return inNewStore(
        keytool -> {
          keytool.generate(authority, "bc:c", FOR_A_YEAR, key);
          keytool.generate(alias, extension, TILL_YESTERDAY, signedBy(authority, key));
          keytool.forget(authority);
        });
  }

  private static List<String> signedBy(String authority, List<String> key) {
    return Stream.concat(key.stream(), Stream.of("-signer", authority)).toList();
  }

  @FunctionalInterface
  private interface Work {
    void with(Keytool keytool) throws IOException;
  }

  private static KeyStore inNewStore(Work work) {
    try {
      Path directory = Files.createTempDirectory("nomyo-certificate");
      Path file = directory.resolve("keys.p12");
      try {
        work.with(new Keytool(KeytoolCommand.on(file, STORE_PASSWORD)));
        return read(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private void generate(String alias, String extension, List<String> validity, List<String> key)
      throws IOException {
    List<String> named =
        List.of("-genkeypair", "-alias", alias, "-dname", "CN=nomyo-testkit " + alias);
    command.run(
        Stream.of(named, List.of("-ext", extension), validity, key).flatMap(List::stream).toList());
  }

  private void forget(String alias) throws IOException {
    command.run(List.of("-delete", "-alias", alias));
  }

  private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    return store;
  }
}
