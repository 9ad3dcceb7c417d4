// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backends;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nomyo router}: the embedded router alone, for clients in any language. */
@Command(
    name = "router",
    description =
        "Run a router on 127.0.0.1 that answers every prompt with an echo, until interrupted.")
final class RouterCommand implements Callable<Integer> {

  private static final String PORT_FILE = "--port-file";
  private static final String API_KEY_FILE = "--api-key-file";

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, takes a free one.")
  private int port;

  @Option(
      names = PORT_FILE,
      paramLabel = "FILE",
      description = "Where to write the port once the router answers.")
  private @Nullable Path portFile;

  @Option(
      names = API_KEY_FILE,
      paramLabel = "FILE",
      description = "File with the API key to ask for; a final line end is not part of it.")
  private @Nullable Path apiKeyFile;

  RouterCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > 65535) {
      throw new UsageException(spec, "--port: allowed is 0 to 65535");
    }
    forgetPort();
    try (FakeRouter router = start()) {
      announce(router);
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private FakeRouter start() {
    FakeRouter.Builder builder = FakeRouter.builder(Backends.named("bc").cipher()).port(port);
    if (apiKeyFile != null) {
      builder.requireApiKey(InputFiles.apiKey(API_KEY_FILE, apiKeyFile, shell).reveal());
    }
    try {
      return builder.start();
    } catch (UncheckedIOException taken) {
      throw new InvalidInputException("--port", String.valueOf(port), "a port that is free");
    }
  }

  private void announce(FakeRouter router) throws IOException {
    writePort(router.baseUrl().getPort() + "\n");
    shell.print("Router listening on " + router.baseUrl());
    shell.print("Try: ./nomyo chat --allow-http --base-url " + router.baseUrl() + " Hello");
  }

  /** Whoever waits for the file must not find a former router's. */
  private void forgetPort() {
    try {
      if (portFile != null) {
        Files.deleteIfExists(portFile);
      }
    } catch (IOException kept) {
      throw unwritable();
    }
  }

  /** Whoever waits for the file finds it whole or not at all. */
  private void writePort(String text) {
    if (portFile == null) {
      return;
    }
    try {
      Path file = portFile.toAbsolutePath();
      Path temporary = Files.createTempFile(file.resolveSibling(""), "port", null);
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritten) {
      throw unwritable();
    }
  }

  private static InvalidInputException unwritable() {
    return new InvalidInputException(PORT_FILE, "one that cannot be written", "a path for a file");
  }
}
