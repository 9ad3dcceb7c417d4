// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a key pair in PEM files. Safe for use by many threads, and by many processes on one
 * directory.
 *
 * <p>The private key's file is readable by its owner only, and was never anything else; the public
 * key's by everybody (modes 0600 and 0644; where a file system has no POSIX permissions, its own
 * defaults apply). A directory that does not exist is made for the owner alone (0700), with those
 * above it.
 *
 * <p>A pair is written under a lock ({@code .private_key.pem.lock} beside the private key, which
 * stays there), to files of other names first ({@code .private_key.pem.ID.new}), forced to disk and
 * then renamed. Whatever stops it, the next load, save or replacement finds in the lock file what
 * was begun and brings it to an end: renaming the private key decides which of the two pairs is
 * there. Files of such names that the lock file does not name are never touched. Once a method
 * returns, what it did is on disk. Saving and replacing cannot be interrupted: a thread that is
 * stays interrupted, when the pair is in its place. A lock that another process holds is waited for
 * during 30 seconds at most.
 *
 * <p>Loading takes the lock only to bring an interrupted change to an end, and works without it
 * where it cannot be had, such as in a directory that may only be read, or within 30 seconds: at no
 * moment do halves of two pairs stand in their places. Links are followed by loading; a link is
 * never replaced.
 *
 * <p>A file is read up to 64 KiB, a private one straight into the erasable memory given. The
 * content is not looked at: whether it is a key, and whether the two belong together, is for the
 * reader. What group and others may do is told by the POSIX permissions of the private key's file
 * and directory; where there are none, as on Windows, nothing is checked: the directory should be
 * the user's own.
 *
 * <p>File names and modes: docs/protocol.md, section 6; all of the above: docs/keys.md.
 */
public final class PemDirectoryKeyStore implements KeyStore {

  private static final String PRIVATE_NAME = "private_key.pem";
  private static final String PUBLIC_NAME = "public_key.pem";

  private final Path location;
  private final PairFiles files;
  private final PairWriter writer;

  private PemDirectoryKeyStore(Path location, PairFiles files, PairWriter writer) {
    this.location = location;
    this.files = files;
    this.writer = writer;
  }

  /** The pair {@code private_key.pem} and {@code public_key.pem} in a directory. */
  public static PemDirectoryKeyStore in(Path directory) {
    return in(directory, Disk.REAL, Time.SYSTEM);
  }

  static PemDirectoryKeyStore in(Path directory, Disk disk, Time time) {
    PairFiles files = PairFiles.of(directory.resolve(PRIVATE_NAME), directory.resolve(PUBLIC_NAME));
    return new PemDirectoryKeyStore(directory, files, new PairWriter(files, disk, time));
  }

  /**
   * A pair in files of any name.
   *
   * @param publicKey null if only the private key is kept; a public key's file that is not named is
   *     not looked at, and stays when the private key is replaced
   * @throws InvalidInputException if both are the same path, or one has no file's name
   */
  public static PemDirectoryKeyStore ofFiles(Path privateKey, @Nullable Path publicKey) {
    if (privateKey.equals(publicKey)) {
      throw new InvalidInputException(
          "public key file", privateKey.toString(), "another file than the private key's");
    }
    PairFiles files = PairFiles.of(privateKey, publicKey);
    PairWriter writer = new PairWriter(files, Disk.REAL, Time.SYSTEM);
    return new PemDirectoryKeyStore(privateKey, files, writer);
  }

  /**
   * Reads the pair. The public key is absent when its file does not exist. The pair's exposure says
   * who else may read or write the private key's file; there is a warning when others may write to
   * its directory, and when an interrupted change could not be brought to an end.
   *
   * @throws KeyStorageException if a file is there but cannot be read, or the public key is there
   *     without the private one
   */
  @Override
  public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
    List<String> warnings = new ArrayList<>();
    if (isInterrupted()) {
      writer.recover().ifPresent(warnings::add);
    }
    return new PairReader(files).read(memory, warnings).map(StoredKey.class::cast);
  }

  private boolean isInterrupted() {
    try {
      return Files.size(files.lockFile()) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes the pair.
   *
   * @throws KeyStorageException if one of the files exists, they cannot be written, or another
   *     process holds the lock for 30 seconds
   */
  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    writer.save(privateKeyPem, publicKeyPem);
  }

  /**
   * Puts a pair in the place of another. A previous pair that is kept gets names with the time in
   * UTC, {@code private_key.20261122T174302Z.pem} and {@code public_key.20261122T174302Z.pem} (with
   * {@code -2} and so on behind the time if there are such files already); the private one has mode
   * 0600. One that is removed is gone from the directory, but no program can promise that the
   * medium holds none of it any more: file systems and flash memory write to other blocks.
   *
   * @return the path of the previous private key, when it is kept
   * @throws KeyStorageException if the private key's file does not hold the previous one any more,
   *     one of the files is a link, they cannot be written, or another process holds the lock for
   *     30 seconds
   */
  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    return writer.replace(previous.privateKeyPem(), privateKeyPem, publicKeyPem, fate);
  }

  @Override
  public String location() {
    return location.toString();
  }
}
