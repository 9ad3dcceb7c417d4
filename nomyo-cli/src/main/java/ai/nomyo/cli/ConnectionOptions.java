// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.config.ApiKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where a client connects and as whom. */
final class ConnectionOptions {

  private static final String API_KEY_FILE = "--api-key-file";

  @Mixin private RouterOptions router;

  @Option(
      names = API_KEY_FILE,
      paramLabel = "FILE",
      description =
          "File with the API key; a final line end is not part of it (default: the request file's"
              + " api_key, the environment's NOMYO_API_KEY).")
  private @Nullable Path apiKeyFile;

  @Mixin private KeyOptions keys;

  /** A builder for a call that may name a router itself. */
  ClientBuilder builder(Shell shell, Optional<String> namedByCall) {
    ClientBuilder builder = router.builder(shell, namedByCall);
    apiKey(shell).ifPresent(builder::apiKey);
    keys.configure(builder, shell);
    return builder;
  }

  private Optional<ApiKey> apiKey(Shell shell) {
    return apiKeyFile != null
        ? Optional.of(InputFiles.apiKey(API_KEY_FILE, apiKeyFile, shell))
        : shell.variable("NOMYO_API_KEY").map(ApiKey::of);
  }

  /** Whether an API key was given as an option, which goes before a call's own. */
  boolean haveApiKeyFile() {
    return apiKeyFile != null;
  }
}
