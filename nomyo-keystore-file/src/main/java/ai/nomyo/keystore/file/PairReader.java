// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pair without a lock. At no moment do halves of two pairs stand in their places ({@link
 * PairChange}); so a public half that was read while the private one stayed the same belongs to it.
 */
final class PairReader {

  private final PairFiles files;

  PairReader(PairFiles files) {
    this.files = files;
  }

  /** The caller closes it. */
  Optional<PemKeyPair> read(SecretMemory memory, List<String> warnings) throws KeyStorageException {
    while (true) {
      Optional<SecretBytes> privatePem = readPrivate(memory);
      try {
        Optional<String> publicPem = readPublic();
        if (isStill(privatePem, memory)) {
          return pair(privatePem, publicPem, warnings);
        }
      } catch (KeyStorageException | RuntimeException e) {
        privatePem.ifPresent(SecretBytes::close);
        throw e;
      }
      privatePem.ifPresent(SecretBytes::close);
    }
  }

  private Optional<SecretBytes> readPrivate(SecretMemory memory) throws KeyStorageException {
    return KeyFile.secret(files.privateHalf().place(), memory);
  }

  private Optional<String> readPublic() throws KeyStorageException {
    return files.publicHalf().isPresent()
        ? KeyFile.text(files.publicHalf().get().place())
        : Optional.empty();
  }

  /** Both are of the same file and nobody can measure the comparison: its time is no secret. */
  boolean isStill(Optional<SecretBytes> expected, SecretMemory memory) throws KeyStorageException {
    Optional<SecretBytes> now = readPrivate(memory);
    try {
      return now.map(SecretBytes::lend).equals(expected.map(SecretBytes::lend));
    } finally {
      now.ifPresent(SecretBytes::close);
    }
  }

  private Optional<PemKeyPair> pair(
      Optional<SecretBytes> privatePem, Optional<String> publicPem, List<String> warnings)
      throws KeyStorageException {
    if (privatePem.isPresent()) {
      return Optional.of(withExposure(privatePem.get(), publicPem, warnings));
    }
    if (publicPem.isPresent()) {
      throw new KeyStorageException(
          "There is a public key in "
              + files.publicHalf().orElseThrow().place()
              + " but no private key in "
              + files.privateHalf().place()
              + ": restore the private key, or move the public one away to have a new pair made",
          null);
    }
    return Optional.empty();
  }

  private PemKeyPair withExposure(
      SecretBytes privatePem, Optional<String> publicPem, List<String> warnings)
      throws KeyStorageException {
    Path file = files.privateHalf().place();
    try {
      Path directory = Disk.directoryOf(file.toRealPath());
      Optional<String> writers = Exposure.writersOf(directory);
      writers.ifPresent(who -> warnings.add(openDirectory(directory, who)));
      return new PemKeyPair(privatePem, publicPem, Exposure.ofFile(file), warnings);
    } catch (IOException e) {
      throw KeyFile.unreadable(file, e);
    }
  }

  private static String openDirectory(Path directory, String who) {
    return "The key directory "
        + directory
        + " is "
        + who
        + ": whoever may write there can put other keys in place of these; run chmod go-w on it.";
  }
}
