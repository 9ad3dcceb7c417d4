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
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "File with the API key; a final line end is not part of it (default: the request file's"
              + " api_key, the environment's NOMYO_API_KEY).")
  private @Nullable Path apiKeyFile;

  @Option(
      names = "--ca-file",
      paramLabel = "PEM",
      description = "Certificate authorities to trust instead of the JVM's.")
  private @Nullable Path caFile;

  @Mixin private KeyOptions keys;

  @Mixin private BackendOption backend;

  /** A builder for a call that may name a router itself. */
  ClientBuilder builder(Shell shell, Optional<String> namedByCall) {
    ClientBuilder builder = Nomyo.client().backend(backend.name()).allowHttp(allowHttp);
    Optional.ofNullable(baseUrl)
        .or(() -> shell.variable("NOMYO_BASE_URL"))
        .or(() -> namedByCall)
        .ifPresent(builder::baseUrl);
    shell.variable("NOMYO_API_KEY").ifPresent(builder::apiKey);
    if (caFile != null) {
      builder.caCertificates(caFile);
    }
    keys.configure(builder);
    return builder;
  }

  /** The API key in a file, which goes before every other. */
  Optional<ApiKey> apiKey(Shell shell) {
    return Optional.ofNullable(apiKeyFile)
        .map(file -> ApiKey.of(InputFiles.secretLine(file, shell)));
  }
}
