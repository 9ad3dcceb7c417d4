// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.keystore.file.PemDirectoryKeyStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
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

  /** The directory, where a command cannot do without. */
  Path directory(CommandSpec command) {
    if (directory == null) {
      throw new UsageException(command, "missing required option: --key-dir=DIR");
    }
    return named(directory);
  }

  /** An empty path, which an unset variable of a script leaves, would be the current directory. */
  private static Path named(Path directory) {
    if (directory.toString().isEmpty()) {
      throw new InvalidInputException("--key-dir", "an empty path", "the path of a directory");
    }
    return directory;
  }

  /** The store in the directory, where a command cannot do without. */
  PemDirectoryKeyStore store(CommandSpec command) {
    return PemDirectoryKeyStore.in(directory(command));
  }

  /** The pair for a client, which makes and saves one where there is none. */
  void configure(ClientBuilder builder, Shell shell) {
    if (directory != null) {
      builder.keyDirectory(named(directory));
    }
    configurePassword(builder, shell);
  }

  /** The password for a client. */
  void configurePassword(ClientBuilder builder, Shell shell) {
    withPassword(shell, password -> password == null ? builder : builder.keyPassword(password));
  }

  /** Lends the password, or null when there is none, and erases it. */
  <T> T withPassword(Shell shell, Function<char @Nullable [], T> use) {
    return withPassword(PASSWORD_FILE, passwordFile, shell, use);
  }

  /** The same with the password in another file, or in none. */
  static <T> T withPassword(
      String option, @Nullable Path file, Shell shell, Function<char @Nullable [], T> use) {
    char @Nullable [] password = file == null ? null : InputFiles.password(option, file, shell);
    try {
      return use.apply(password);
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }
}
