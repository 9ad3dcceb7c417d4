// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RouterCommandTest {

  @TempDir Path directory;

  /** The command on a thread of its own, seen from outside. */
  private static final class Running implements AutoCloseable {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    Running(String... arguments) {
      Shell shell = Cli.plain().shell(new LineQueue(lines), OutputStream.nullOutputStream(), false);
      thread = new Thread(() -> exitCode.complete(NomyoCommand.run(shell, arguments)));
      thread.start();
    }

    /** Returns once the router has said where it is. */
    URI baseUrl() throws InterruptedException {
      String line = lines.poll(30, TimeUnit.SECONDS);
      return URI.create(line.replace("Router listening on ", ""));
    }

    int interrupt() {
      thread.interrupt();
      return exitCode.join();
    }

    @Override
    public void close() {
      interrupt();
    }
  }

  /** Gathers the lines written to it. */
  private static final class LineQueue extends OutputStream {

    private final StringBuilder line = new StringBuilder();
    private final BlockingQueue<String> lines;

    LineQueue(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else {
        line.append((char) b);
      }
    }
  }

  private Path file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content);
  }

  @Test
  void answersAClientAndSaysWhereItIs() throws Exception {
    try (Running router = new Running("router")) {
      Cli.Result result = Cli.of(router.baseUrl()).chat("Hello!");

      Cli.assertSuccess("echo: Hello!\n", result);
      assertTrue(router.lines.take().startsWith("Try: ./nomyo chat --allow-http --base-url "));
    }
  }

  @Test
  void endsOnInterruptAndClosesItsPort() throws Exception {
    Running router = new Running("router");
    URI baseUrl = router.baseUrl();

    assertEquals(0, router.interrupt());
    assertThrowsConnect(baseUrl);
  }

  private static void assertThrowsConnect(URI baseUrl) throws IOException {
    try (Socket socket = new Socket(baseUrl.getHost(), baseUrl.getPort())) {
      throw new AssertionError("somebody listens on " + socket);
    } catch (ConnectException refused) {
      assertFalse(refused.getMessage().isEmpty());
    }
  }

  @Test
  void listensOnThePortAskedFor() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (Running router = new Running("router", "--port", String.valueOf(free))) {
      assertEquals(URI.create("http://127.0.0.1:" + free), router.baseUrl());
    }
  }

  @Test
  void writesItsPortToAFileOnceItAnswers() throws Exception {
    Path portFile = directory.resolve("port");
    try (Running router = new Running("router", "--port-file", portFile.toString())) {
      int port = router.baseUrl().getPort();

      assertEquals(port + "\n", Files.readString(portFile));
      try (Stream<Path> files = Files.list(directory)) {
        assertEquals(List.of(portFile), files.toList());
      }
    }
  }

  @Test
  void letsNobodySeeAPartOfItsPort() throws Exception {
    Path portFile = directory.resolve("port");
    CompletableFuture<String> firstSeen =
        CompletableFuture.supplyAsync(() -> firstContent(portFile));
    try (Running router = new Running("router", "--port-file", portFile.toString())) {
      assertEquals(router.baseUrl().getPort() + "\n", firstSeen.join());
    }
  }

  private static String firstContent(Path file) {
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void replacesThePortOfAFormerRouter() throws Exception {
    Path portFile = file("port", "1");
    Path former = Files.createLink(directory.resolve("former"), portFile);
    try (Running router = new Running("router", "--port-file", portFile.toString())) {
      router.baseUrl();

      assertEquals("1", Files.readString(former), "not written to in place");
      assertFalse(Files.isSameFile(former, portFile));
    }
  }

  @Test
  void forgetsThePortOfAFormerRouterEvenIfItCannotStart() throws IOException {
    Path portFile = file("port", "1");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Cli.Result result =
          Cli.plain().run("router", "--port=" + taken.getLocalPort(), "--port-file=" + portFile);

      assertRefused(result);
    }
    assertFalse(Files.exists(portFile));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void asksForTheApiKeyOfTheFile(String lineEnd) throws Exception {
    Path key = file("key.txt", "sk-1234" + lineEnd);
    try (Running router = new Running("router", "--api-key-file", key.toString())) {
      Cli cli = Cli.of(router.baseUrl());

      assertEquals(0, cli.chat("Hi", "--api-key-file", key.toString()).exitCode());
      assertEquals(4, cli.chat("Hi").exitCode());
      assertEquals(4, cli.variable("NOMYO_API_KEY", "sk-12345").chat("Hi").exitCode());
    }
  }

  @Test
  void refusesFilesItCannotUse() throws IOException {
    Path empty = file("key.txt", "");

    assertRefused(Cli.plain().run("router", "--api-key-file=" + empty));
    assertRefused(Cli.plain().run("router", "--api-key-file=" + directory.resolve("absent")));
    assertRefused(Cli.plain().run("router", "--port-file=" + directory.resolve("no/port")));
    assertRefused(Cli.plain().run("router", "--port-file=" + directory));
  }

  private static void assertRefused(Cli.Result result) {
    assertEquals(2, result.exitCode(), result.err());
    assertTrue(result.err().matches("InvalidInputException: [^\\n]+\\n"), result.err());
  }
}
