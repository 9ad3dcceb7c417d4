package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.ApiKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where a client connects and as whom. */
final class ConnectionOptions {

  private static final String API_KEY_FILE = "--api-key-file";

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "The router (default: the environment's NOMYO_BASE_URL, the request file's base_url,"
              + " https://api.nomyo.ai).")
  private @Nullable String baseUrl;

  @Option(names = "--allow-http", description = "Accept a plain http URL, as on loopback.")
  private boolean allowHttp;

  @Option(
      names = API_KEY_FILE,
      paramLabel = "FILE",
      description =
          "File with the API key; a final line end is not part of it (default: the request file's"
              + " api_key, the environment's NOMYO_API_KEY).")
  private @Nullable Path apiKeyFile;

  @Mixin private TlsAndProxyOptions way;

  @Mixin private KeyOptions keys;

  @Mixin private BackendOption backend;

  /** A builder for a call that may name a router itself. */
  ClientBuilder builder(Shell shell, Optional<String> namedByCall) {
    ClientBuilder builder = Nomyo.client().backend(backend.name()).allowHttp(allowHttp);
    Optional.ofNullable(baseUrl)
        .or(() -> shell.variable("NOMYO_BASE_URL"))
        .or(() -> namedByCall)
        .ifPresent(builder::baseUrl);
    apiKey(shell).ifPresent(builder::apiKey);
    way.configure(builder, shell);
    keys.configure(builder, shell);
    return builder;
  }

  private Optional<ApiKey> apiKey(Shell shell) {
    return haveApiKeyFile()
        ? Optional.of(InputFiles.apiKey(API_KEY_FILE, apiKeyFile, shell))
        : shell.variable("NOMYO_API_KEY").map(ApiKey::of);
  }

  /** Whether an API key was given as an option, which goes before a call's own. */
  boolean haveApiKeyFile() {
    return apiKeyFile != null;
  }
}
