// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an RSA private key from a PKCS#12 file (RFC 7292), as {@code keytool} and {@code openssl
 * pkcs12} make them. Safe for use by many threads. Closing it erases its copy of the password; what
 * was loaded before stays usable.
 *
 * <p>It only reads: other programs expect a certificate beside every key in such a file, and making
 * one is not for a client to do. The certificates that are there are not looked at; the public half
 * follows from the private one.
 *
 * <p>The encoding of the key is moved into the erasable memory given. The JDK's own copies are not
 * erased: it decrypts on the heap, and its key objects cannot be destroyed. They are left to the
 * garbage collector as soon as {@link #load} returns.
 *
 * <p>More: docs/keys.md.
 */
public final class Pkcs12KeyStore implements KeyStore, AutoCloseable {

  private final Path file;
  private final @Nullable String alias;
  private final Pkcs12Format format;
  private char @Nullable [] password;

  private Pkcs12KeyStore(Path file, char[] password, @Nullable String alias, Pkcs12Format format) {
    this.file = file;
    this.password = password.clone();
    this.alias = alias;
    this.format = format;
  }

  /**
   * The only private key in a file.
   *
   * @param password the file's and the key's, which the JDK wants to be ASCII; copied, the caller
   *     erases it
   */
  public static Pkcs12KeyStore of(Path file, char[] password) {
    return new Pkcs12KeyStore(file, password, null, Pkcs12Format.ofTheJvm());
  }

  /**
   * One of the private keys in a file.
   *
   * @param password the file's and the key's; copied, the caller erases it
   * @param alias the key's friendly name; upper and lower case are the same
   */
  public static Pkcs12KeyStore of(Path file, char[] password, String alias) {
    return new Pkcs12KeyStore(file, password, alias, Pkcs12Format.ofTheJvm());
  }

  /**
   * As {@link #of(Path, char[], String)}, read by a provider of the caller's choice, such as a
   * validated one; by default the JVM's first one that knows PKCS#12 reads.
   *
   * @param alias null for the only key in the file
   */
  public static Pkcs12KeyStore of(
      Path file, char[] password, @Nullable String alias, Provider provider) {
    return new Pkcs12KeyStore(file, password, alias, Pkcs12Format.of(provider));
  }

  /**
   * Reads the private key. The pair has a warning when others may use the file, and an exposure
   * when the password is empty, too.
   *
   * @return never empty: no key can be made here, so an absent file is an error
   * @throws KeyStorageException if the file is absent, damaged, has another password, holds no RSA
   *     private key of that name, or several when none was named
   * @throws IllegalStateException if this store is closed
   */
  @Override
  public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
    char[] password = copyOfPassword();
    try (SecretBytes content = content();
        SecretBytes pkcs8 = format.read(file, content, password, alias, memory)) {
      Optional<String> exposure = Exposure.ofFile(file);
      return Optional.of(
          new PemKeyPair(
              Pem.ofPrivateKey(pkcs8, memory),
              Optional.empty(),
              password.length == 0 ? exposure : Optional.empty(),
              exposure.map(this::warning).map(List::of).orElse(List.of())));
    } catch (IOException e) {
      throw KeyFile.unreadable(file, e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private SecretBytes content() throws KeyStorageException {
    return KeyFile.secret(file, SecretMemory.offHeap())
        .orElseThrow(
            () ->
                new KeyStorageException(
                    "There is no PKCS#12 file " + file + ": " + advice(), null));
  }

  private String warning(String exposure) {
    return "The PKCS#12 file "
        + file
        + " is "
        + exposure
        + ": only its password protects the key; run chmod 600 on it.";
  }

  private String advice() {
    return "make it with keytool -genkeypair -storetype PKCS12 -keyalg RSA -keysize 4096 -keystore "
        + file;
  }

  /** Always refused. */
  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    throw onlyReads();
  }

  /** Always refused. */
  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    throw onlyReads();
  }

  private KeyStorageException onlyReads() {
    return new KeyStorageException(
        "PKCS#12 files such as " + file + " are only read: " + advice(), null);
  }

  private synchronized char[] copyOfPassword() {
    if (password == null) {
      throw new IllegalStateException("the key store is closed");
    }
    return password.clone();
  }

  @Override
  public boolean isReplaceable() {
    return false;
  }

  @Override
  public String location() {
    return file.toString();
  }

  /** Erases the password. Idempotent. */
  @Override
  public synchronized void close() {
    if (password != null) {
      Arrays.fill(password, '\0');
      password = null;
    }
  }
}
