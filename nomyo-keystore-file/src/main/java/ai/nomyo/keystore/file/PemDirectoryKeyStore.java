package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a key pair in PEM files. Safe for use by many threads, and by many processes on one
 * directory.
 *
 * <p>The private key's file is readable by its owner only, and was never anything else; the public
 * key's by everybody (modes 0600 and 0644; where a file system has no POSIX permissions, its own
 * defaults apply). A directory that does not exist is made for the owner alone (0700), with those
 * above it. A file that exists is never written to, replaced or removed.
 *
 * <p>A file is read up to 64 KiB, a private one straight into erasable memory outside the heap. The
 * content is not looked at: whether it is a key, and whether the two belong together, is for the
 * reader.
 *
 * <p>File names and modes: docs/protocol.md, section 6.
 */
public final class PemDirectoryKeyStore implements KeyStore {

  private static final String PRIVATE_NAME = "private_key.pem";
  private static final String PUBLIC_NAME = "public_key.pem";

  private final Path location;
  private final Path privateKey;
  private final @Nullable Path publicKey;

  private PemDirectoryKeyStore(Path location, Path privateKey, @Nullable Path publicKey) {
    this.location = location;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** The pair {@code private_key.pem} and {@code public_key.pem} in a directory. */
  public static PemDirectoryKeyStore in(Path directory) {
    return new PemDirectoryKeyStore(
        directory, directory.resolve(PRIVATE_NAME), directory.resolve(PUBLIC_NAME));
  }

  /**
   * A pair in files of any name.
   *
   * @param publicKey null if only the private key is kept
   * @throws InvalidInputException if both are the same path
   */
  public static PemDirectoryKeyStore ofFiles(Path privateKey, @Nullable Path publicKey) {
    if (privateKey.equals(publicKey)) {
      throw new InvalidInputException(
          "public key file", publicKey.toString(), "another file than the private key's");
    }
    return new PemDirectoryKeyStore(privateKey, privateKey, publicKey);
  }

  /**
   * Reads the pair. The public key is absent when its file does not exist.
   *
   * @throws KeyStorageException if a file is there but cannot be read, or the public key is there
   *     without the private one
   */
  @Override
  public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
    // In this order: a pair being saved meanwhile gets its private file first.
    Optional<String> publicPem = publicKey == null ? Optional.empty() : KeyFile.text(publicKey);
    Optional<SecretBytes> privatePem = KeyFile.secret(privateKey, memory);
    if (privatePem.isEmpty() && publicPem.isPresent()) {
      throw new KeyStorageException(
          "There is a public key in "
              + publicKey
              + " but no private key in "
              + privateKey
              + ": restore the private key, or move the public one away to have a new pair made",
          null);
    }
    return privatePem.map(pem -> new PemKeyPair(pem, publicPem));
  }

  /**
   * Writes the pair; once it returns, the files are on disk.
   *
   * @throws KeyStorageException if one of the files exists, or they cannot be written
   */
  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    new NewPair(privateKey, publicKey).write(privateKeyPem, publicKeyPem);
  }

  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    throw new KeyStorageException(location + ": replacing a pair is not built yet", null);
  }

  @Override
  public String location() {
    return location.toString();
  }

  /** Shows the location. */
  @Override
  public String toString() {
    return "PemDirectoryKeyStore[" + location + "]";
  }
}
