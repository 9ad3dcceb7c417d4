// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.core.port.HybridCipher;
import java.nio.file.Path;
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

  @Mixin private WayOptions way;

  @Mixin private KnownServersOption knownServers;

  @Mixin private TimeOptions times;

  @Mixin private BackendOption backend;

  /** A builder for a call that may name a router itself. */
  ClientBuilder builder(Shell shell, Optional<String> namedByCall) {
    ClientBuilder builder =
        way.builder(way.transport(shell).build())
            .backend(backend.name())
            .timeouts(times.timeouts());
    Optional.ofNullable(baseUrl)
        .or(() -> shell.variable("NOMYO_BASE_URL"))
        .or(() -> namedByCall)
        .ifPresent(builder::baseUrl);
    knownServers.file().ifPresent(builder::trustOnFirstUse);
    return builder;
  }

  boolean havePins() {
    return way.havePins();
  }

  Optional<Path> knownServers() {
    return knownServers.file();
  }

  HybridCipher cipher() {
    return backend.cipher();
  }
}
