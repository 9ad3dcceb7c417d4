// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.port.KeyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo keys change-password}: the same key under another password, or under none. */
@Command(
    name = "change-password",
    description =
        "Change, put on or take off the private key's password; the key stays the same."
            + " --password-file has the present one, if there is one.")
final class KeysChangePasswordCommand implements Callable<Integer> {

  private static final String NEW_PASSWORD_FILE = "--new-password-file";

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private KeyOptions keys;

  @Option(
      names = NEW_PASSWORD_FILE,
      paramLabel = "FILE",
      description = "File with the new password; a final line end is not part of it.")
  private @Nullable Path newPasswordFile;

  @Option(names = "--no-password", description = "Keep the private key without a password.")
  private boolean noPassword;

  @Mixin private BackendOption backend;

  KeysChangePasswordCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    KeyStore store = keys.store(spec);
    if (noPassword == (newPasswordFile != null)) {
      throw new UsageException(spec, "give either --new-password-file or --no-password");
    }
    SavedPair changed =
        keys.withPassword(
            shell,
            password ->
                KeyOptions.withPassword(
                    NEW_PASSWORD_FILE,
                    newPasswordFile,
                    shell,
                    next ->
                        Spinner.during(
                            shell,
                            "changing the password",
                            () ->
                                backend
                                    .keyAdministration()
                                    .changePassword(store, password, next))));
    shell.print(
        PairText.of(noPassword ? "without a password now" : "password changed", changed, store));
    return ExitCode.OK;
  }
}
