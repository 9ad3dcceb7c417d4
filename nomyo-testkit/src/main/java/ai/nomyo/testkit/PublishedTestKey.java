// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A client key that <b>everybody has</b>, and that protects nothing: an RSA-4096 pair that comes
 * with the testkit, so that a client under test is there in milliseconds and need not make one,
 * which takes a second or several.
 *
 * <pre>{@code
 * Nomyo.client().keyStore(PublishedTestKey.store())…
 * }</pre>
 *
 * <p>The pair can be neither replaced nor rotated. Safe for use by many threads.
 */
public final class PublishedTestKey implements KeyStore {

  private PublishedTestKey() {}

  /** A store that holds this pair and no other. */
  public static KeyStore store() {
    return new PublishedTestKey();
  }

  @Override
  public Optional<StoredKey> load(SecretMemory memory) {
    String publicPem = new String(read("public_key.pem"), StandardCharsets.US_ASCII);
    return Optional.of(
        new PemKeyPair(memory.take(read("private_key.pem")), Optional.of(publicPem)));
  }

  private static byte[] read(String file) {
    String name = "golden/client/" + file;
    try (InputStream pem = PublishedTestKey.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(pem, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }

  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    throw new KeyStorageException(location() + " is there already", null);
  }

  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    throw new KeyStorageException(location() + " cannot be replaced", null);
  }

  /** It cannot be replaced. */
  @Override
  public boolean isReplaceable() {
    return false;
  }

  @Override
  public String location() {
    return "the published test key";
  }
}
