// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.core.port.KeyStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nomyo envelope open}: prints the JSON in a package, be it a request or a reply. */
@Command(name = "open", description = "Open a package, be it a request or a reply.")
final class EnvelopeOpenCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private KeyOptions keys;

  @Option(
      names = "--payload-id",
      paramLabel = "ID",
      description = "The id of the call; a reply that names another is refused.")
  private @Nullable String payloadId;

  @Parameters(paramLabel = "FILE", description = "The package; - is standard input.")
  private String file;

  @Mixin private BackendOption backend;

  EnvelopeOpenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    KeyStore store = new PairToOpenWith(keys.store(spec));
    byte[] sealed = InputFiles.bytes("FILE", file, shell);
    ClientBuilder builder = Nomyo.client().backend(backend.name()).keyStore(store);
    keys.configurePassword(builder, shell);
    try (SecureCompletionClient client = builder.buildProtocolClient()) {
      shell.print(client.decryptResponse(sealed, payloadId).toJson());
      return ExitCode.OK;
    }
  }
}
