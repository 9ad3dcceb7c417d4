// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SealingKey;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo server-key}: what a user compares and pins. */
@Command(
    name = "server-key",
    description =
        "Fetch the router's public key and show its fingerprint, which --pin takes. With --pin,"
            + " fail unless it is one of those. With --known-servers, keep it if it is the router's"
            + " first one, and fail if it is not the one that is known.")
final class ServerKeyCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private RouterOptions router;

  @Option(
      names = "--accept",
      paramLabel = "SHA256",
      description =
          "Take the key with this fingerprint for the router's from now on, if it is what the"
              + " router has: add it to the file of --known-servers.")
  private @Nullable String accept;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ServerKeyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, CipherException, MalformedPemException {
    Optional<WatchedServers> servers = knownServers();
    ClientBuilder builder = router.builder(shell, Optional.empty());
    servers.ifPresent(builder::trustOnFirstUse);
    String pem = Spinner.during(shell, "fetching the router's key", () -> fetched(builder));
    print(report(pem, servers.map(WatchedServers::status).orElseGet(this::pinned)));
    return ExitCode.OK;
  }

  private ServerKeyReport report(String pem, PinStatus pin)
      throws CipherException, MalformedPemException {
    Instant fetchedAt = Instant.now();
    SealingKey key = router.cipher().keys().readPublic(Pem.readPublicKey(pem));
    String sha256 = HexFormat.of().formatHex(key.fingerprint().toArray());
    return new ServerKeyReport(sha256, key.sizeBits(), fetchedAt, pin);
  }

  private void print(ServerKeyReport report) throws IOException {
    if (json) {
      shell.print(report.json());
    } else {
      shell.print(report.table(Instant.now()));
    }
  }

  private Optional<WatchedServers> knownServers() {
    if (accept != null && router.knownServers().isEmpty()) {
      throw new UsageException(spec, "--accept goes with --known-servers");
    }
    ServerKeyPin toAccept = accept == null ? null : new ServerKeyPin(accept);
    return router.knownServers().map(file -> new WatchedServers(file, toAccept));
  }

  private PinStatus pinned() {
    return router.havePins() ? PinStatus.matches() : PinStatus.none();
  }

  private static String fetched(ClientBuilder builder) {
    try (SecureCompletionClient client = builder.buildProtocolClient()) {
      return client.fetchServerPublicKey();
    }
  }
}
