package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a pair where none is.
 *
 * <p>Both halves are first written whole to temporary files beside their places and forced to disk.
 * Then each gets its final name as a second (hard) link: unlike a rename, which replaces whatever
 * is there on POSIX systems, making a link fails when the name is taken, in one step of the file
 * system. The private half goes first. Of several savers that race, in threads or in processes, one
 * makes that link and goes on; the others fail there with nothing of theirs in place. A crash in
 * between leaves a private key alone, from which the public one follows, never half a file.
 */
final class NewPair {

  private final Path privateKey;
  private final @Nullable Path publicKey;

  NewPair(Path privateKey, @Nullable Path publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  void write(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    try {
      refuseIfTaken(privateKey);
      refuseIfTaken(publicKey);
      writeBoth(privateKeyPem, publicKeyPem);
    } catch (FileAlreadyExistsException e) {
      throw taken(e);
    } catch (UnsupportedOperationException e) {
      throw new KeyStorageException(
          "No key pair can be saved in "
              + privateKey
              + ": its file system has no hard links; choose another directory",
          e);
    } catch (IOException e) {
      throw new KeyStorageException(
          "The key pair cannot be saved in "
              + privateKey
              + " ("
              + IoReason.of(e)
              + "): make the directory writable, or choose another one",
          e);
    }
  }

  private static KeyStorageException taken(FileAlreadyExistsException e) {
    return new KeyStorageException(
        "The key pair was not saved, because "
            + e.getFile()
            + " exists and is never replaced: move it away, or choose another directory",
        e);
  }

  // A link counts as well, wherever it leads.
  private static void refuseIfTaken(@Nullable Path file) throws IOException {
    if (file != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  private void writeBoth(SecretBytes privateKeyPem, String publicKeyPem) throws IOException {
    try (TemporaryFile privateHalf = TemporaryFile.besideFor(privateKey, Access.OWNER_ONLY)) {
      privateHalf.write(privateKeyPem);
      if (publicKey == null) {
        privateHalf.linkTo(privateKey);
        return;
      }
      try (TemporaryFile publicHalf = TemporaryFile.besideFor(publicKey, Access.READABLE_BY_ALL)) {
        Access.READABLE_BY_ALL.grant(publicHalf.path());
        publicHalf.write(ByteBuffer.wrap(publicKeyPem.getBytes(StandardCharsets.UTF_8)));
        linkBoth(privateHalf, publicHalf, publicKey);
      }
    }
  }

  void linkBoth(TemporaryFile privateHalf, TemporaryFile publicHalf, Path publicPlace)
      throws IOException {
    privateHalf.linkTo(privateKey);
    try {
      publicHalf.linkTo(publicPlace);
    } catch (IOException | RuntimeException e) {
      // Nobody but the maker of this link could have put a private key here.
      Files.delete(privateKey);
      throw e;
    }
  }
}
