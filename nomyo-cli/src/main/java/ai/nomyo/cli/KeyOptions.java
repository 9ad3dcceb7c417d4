package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.client.ClientBuilder;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --key-dir} and {@code --password-file}. */
final class KeyOptions {

  private static final String PASSWORD_FILE = "--password-file";

  @Option(
      names = "--key-dir",
      paramLabel = "DIR",
      description = "Directory of private_key.pem and public_key.pem.")
  private @Nullable Path directory;

  @Option(
      names = PASSWORD_FILE,
      paramLabel = "FILE",
      description = "File with the private key's password; a final line end is not part of it.")
  private @Nullable Path passwordFile;

  boolean haveDirectory() {
    return directory != null;
  }

  /** The pair for a client, which makes and saves one where there is none. */
  void configure(ClientBuilder builder) {
    if (directory != null) {
      builder.keyDirectory(directory);
    }
    char @Nullable [] password = password();
    if (password != null) {
      builder.keyPassword(password);
      Arrays.fill(password, '\0');
    }
  }

  /** Loads the pair, which must be there; the public half may be missing. */
  void load(SecureCompletionClient client) {
    char @Nullable [] password = password();
    try {
      client.loadKeys(
          directory.resolve("private_key.pem"), directory.resolve("public_key.pem"), password);
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  private char @Nullable [] password() {
    return passwordFile == null ? null : InputFiles.password(PASSWORD_FILE, passwordFile);
  }
}
