package ai.nomyo.cli;

import ai.nomyo.client.Backends;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nomyo router}: the embedded router alone, for clients in any language. */
@Command(
    name = "router",
    description =
        "Run a router on 127.0.0.1 that answers every prompt with an echo, until interrupted.")
final class RouterCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, takes a free one.")
  private int port;

  @Option(
      names = "--port-file",
      paramLabel = "FILE",
      description = "Where to write the port once the router answers.")
  private @Nullable Path portFile;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "File with the API key to ask for; a final line end is not part of it.")
  private @Nullable Path apiKeyFile;

  RouterCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FakeRouter.Builder builder = FakeRouter.builder(Backends.named("bc")).port(port);
    if (apiKeyFile != null) {
      builder.requireApiKey(InputFiles.secretLine(apiKeyFile, shell));
    }
    try (FakeRouter router = builder.start()) {
      announce(router);
      new CountDownLatch(1).await();
      return ExitCode.OK;
    }
  }

  private void announce(FakeRouter router) throws IOException {
    if (portFile != null) {
      writeWhole(portFile.toAbsolutePath(), router.baseUrl().getPort() + "\n");
    }
    shell.out().println("Router listening on " + router.baseUrl());
    shell.out().println("Try: ./nomyo chat --allow-http --base-url " + router.baseUrl() + " Hello");
  }

  /** Whoever waits for the file finds it whole or not at all. */
  private static void writeWhole(Path file, String text) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), "port", null);
    Files.writeString(temporary, text);
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
