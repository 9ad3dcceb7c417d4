package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.client.ClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --key-dir} and {@code --password-file}. */
final class KeyOptions {

  @Option(
      names = "--key-dir",
      paramLabel = "DIR",
      description = "Directory of private_key.pem and public_key.pem.")
  private @Nullable Path directory;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the private key's password; a final line end is not part of it.")
  private @Nullable Path passwordFile;

  void configure(ClientBuilder builder) {
    if (directory != null) {
      builder.keyDirectory(directory);
    }
    if (passwordFile != null) {
      char[] password = InputFiles.password(passwordFile);
      builder.keyPassword(password);
      Arrays.fill(password, '\0');
    }
  }

  boolean isGiven() {
    return directory != null;
  }

  /** Loads the pair, which must be there. */
  void load(SecureCompletionClient client) {
    Path publicKey = directory.resolve("public_key.pem");
    char @Nullable [] password = passwordFile == null ? null : InputFiles.password(passwordFile);
    try {
      client.loadKeys(
          directory.resolve("private_key.pem"),
          Files.exists(publicKey) ? publicKey : null,
          password);
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }
}
