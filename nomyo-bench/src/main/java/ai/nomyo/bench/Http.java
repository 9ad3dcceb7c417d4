// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.Backends;
import ai.nomyo.client.Nomyo;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.testkit.PublishedTestKey;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call over real HTTP on the loopback, and an exchange of the same bytes through the same
 * transport with the same router: the difference is what a call costs beyond network and router.
 */
@State(Scope.Benchmark)
public class Http extends Settings {

  /** The backend's name. */
  @Param({"jdk", "conscrypt", "accp", "bc"})
  public String backend = "jdk";

  /** UTF-8 bytes of the prompt, and of the answer. */
  @Param("1000")
  public int payloadBytes = 1000;

  private ReplayRouter router;
  private SecureChatCompletion client;
  private Transport transport;
  private ChatRequest request;
  private TransportRequest sealed;

  /** Remembers the last request that went through, with a body that can be sent again. */
  private static final class Recorder implements Transport {
    private final Transport next = HttpClientTransport.builder().build();
    private Optional<TransportRequest> last = Optional.empty();

    @Override
    public TransportResponse send(TransportRequest request) throws TransportException {
      last = Optional.of(request);
      return next.send(request);
    }

    @Override
    public void close() {
      next.close();
    }
  }

  private record Recorded(byte[] bytes) implements RequestBody {
    static Recorded of(RequestBody body) {
      ByteArrayOutputStream copy = new ByteArrayOutputStream(body.sizeBytes());
      try {
        body.writeTo(copy);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return new Recorded(copy.toByteArray());
    }

    @Override
    public int sizeBytes() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** Starts the router, and makes one call whose bytes are kept. */
  @Setup(Level.Trial)
  public void prepare() throws CipherException, IOException {
    Chat chat = new Chat("ascii", payloadBytes);
    request = chat.request();
    router = new ReplayRouter(Backends.named(backend).cipher(), chat);
    Recorder recorder = new Recorder();
    try (SecureChatCompletion recorded = client(recorder)) {
      recorded.create(request);
    }
    sealed = repeatable(recorder.last.orElseThrow());
    transport = HttpClientTransport.builder().build();
    client = client(HttpClientTransport.builder().build());
  }

  private SecureChatCompletion client(Transport through) {
    return Nomyo.client()
        .baseUrl(router.url())
        .allowHttp(true)
        .transport(through)
        .keyStore(PublishedTestKey.store())
        .backend(backend)
        .build();
  }

  private static TransportRequest repeatable(TransportRequest sent) {
    return new TransportRequest(
        sent.method(),
        sent.uri(),
        sent.headers(),
        sent.body().map(Recorded::of),
        sent.timeouts(),
        sent.maxResponseBytes());
  }

  /** Closes all. */
  @TearDown(Level.Trial)
  public void finish() {
    client.close();
    transport.close();
    router.close();
  }

  /** A call of the client. */
  @Benchmark
  public ChatResponse request() {
    return client.create(request);
  }

  /** The bare exchange. */
  @Benchmark
  public TransportResponse exchange() throws TransportException {
    return transport.send(sealed);
  }
}
