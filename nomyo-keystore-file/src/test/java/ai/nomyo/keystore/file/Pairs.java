// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pairs by name: texts in place of keys, since a store keeps texts, whatever they are. Needs no
 * library to run.
 */
final class Pairs {

  static final String LOCK = ".private_key.pem.lock";

  private Pairs() {}

  static void save(KeyStore store, String name) throws KeyStorageException {
    try (SecretBytes secret = secret(name)) {
      store.save(secret, publicPem(name));
    }
  }

  static Optional<String> replace(KeyStore store, String previous, String name, Previous fate)
      throws KeyStorageException {
    try (PemKeyPair expected = new PemKeyPair(secret(previous), Optional.empty());
        SecretBytes secret = secret(name)) {
      return store.replace(expected, secret, publicPem(name), fate);
    }
  }

  static Optional<PemKeyPair> load(KeyStore store) throws KeyStorageException {
    return store.load(SecretMemory.offHeap()).map(PemKeyPair.class::cast);
  }

  /** Its name; the public half must be the same pair's, if there is one. */
  static String nameOf(PemKeyPair pair) {
    try (pair) {
      String text = UTF_8.decode(pair.privateKeyPem().lend()).toString();
      String name = text.substring("private ".length(), text.length() - 1);
      if (!publicPem(name).equals(pair.publicKeyPem().orElse(publicPem(name)))) {
        throw new AssertionError(name + " with " + pair.publicKeyPem());
      }
      return name;
    }
  }

  static String privatePem(String name) {
    return "private " + name + "\n";
  }

  static String publicPem(String name) {
    return "public " + name + "\n";
  }

  static SecretBytes secret(String name) {
    return SecretBytes.owning(privatePem(name).getBytes(UTF_8));
  }

  static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
