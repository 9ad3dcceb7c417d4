package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SealingKey;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nomyo server-key}: what a user compares and pins. */
@Command(
    name = "server-key",
    description =
        "Fetch the router's public key and show its fingerprint, which --pin takes. With --pin,"
            + " fail unless it is one of those.")
final class ServerKeyCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin private RouterOptions router;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ServerKeyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, CipherException, MalformedPemException {
    String pem = Spinner.during(shell, "fetching the router's key", this::fetched);
    Instant fetchedAt = Instant.now();
    SealingKey key = router.cipher().keys().readPublic(Pem.readPublicKey(pem));
    ServerKeyReport report =
        new ServerKeyReport(
            HexFormat.of().formatHex(key.fingerprint().toArray()),
            key.sizeBits(),
            fetchedAt,
            router.havePins());
    if (json) {
      shell.print(report.json());
    } else {
      shell.print(report.table(Instant.now()));
    }
    return ExitCode.OK;
  }

  private String fetched() {
    try (SecureCompletionClient client =
        router.builder(shell, Optional.empty()).buildProtocolClient()) {
      return client.fetchServerPublicKey();
    }
  }
}
