package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.core.port.HybridCipher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the router is, how it is recognised and how long it may take. */
final class RouterOptions {

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "The router (default: the environment's NOMYO_BASE_URL, the request file's base_url,"
              + " https://api.nomyo.ai).")
  private @Nullable String baseUrl;

  @Option(names = "--allow-http", description = "Accept a plain http URL, as on loopback.")
  private boolean allowHttp;

  @Mixin private TlsAndProxyOptions way;

  @Option(
      names = "--pin",
      paramLabel = "SHA256",
      description =
          "Accept only the router key with this fingerprint: hexadecimal digits, with or without"
              + " colons, or sha256/BASE64; repeat for several keys (default: any key).")
  private List<String> pins = new ArrayList<>();

  @Mixin private KnownServersOption knownServers;

  @Mixin private TimeOptions times;

  @Mixin private BackendOption backend;

  /** A builder for a call that may name a router itself. */
  ClientBuilder builder(Shell shell, Optional<String> namedByCall) {
    ClientBuilder builder =
        Nomyo.client().backend(backend.name()).allowHttp(allowHttp).timeouts(times.timeouts());
    Optional.ofNullable(baseUrl)
        .or(() -> shell.variable("NOMYO_BASE_URL"))
        .or(() -> namedByCall)
        .ifPresent(builder::baseUrl);
    way.configure(builder, shell);
    pins.forEach(builder::serverKeyPin);
    knownServers.file().ifPresent(builder::trustOnFirstUse);
    return builder;
  }

  boolean havePins() {
    return !pins.isEmpty();
  }

  Optional<Path> knownServers() {
    return knownServers.file();
  }

  HybridCipher cipher() {
    return backend.cipher();
  }
}
