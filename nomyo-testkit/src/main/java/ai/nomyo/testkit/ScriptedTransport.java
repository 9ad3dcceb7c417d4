// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A transport without sockets: it answers by script and keeps what it was asked to send.
 *
 * <pre>{@code
 * FakeRouter router = FakeRouter.inMemory();
 * ScriptedTransport transport = ScriptedTransport.to(router).fail(Kind.TIMEOUT);
 * … a client on this transport: its first exchange times out, the others reach the router …
 * transport.requests().get(1).headers();  // what was sent
 * router.lastRequest().json();            // what was in it, decrypted
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class ScriptedTransport implements Transport {

  private static final Set<Kind> OF_CONNECTING =
      EnumSet.of(Kind.UNKNOWN_HOST, Kind.CONNECT, Kind.TLS, Kind.TLS_PIN);

  private final Optional<FakeRouter> router;
  private final Recent<TransportRequest> requests = new Recent<>(Integer.MAX_VALUE);
  private final Deque<Exchange> scripted = new ArrayDeque<>();
  private volatile boolean closed;

  private ScriptedTransport(Optional<FakeRouter> router) {
    this.router = router;
  }

  /** One scripted exchange. */
  private interface Exchange {
    TransportResponse run(TransportRequest request) throws TransportException;
  }

  /** A transport that answers what is scripted, and throws when nothing is left. */
  public static ScriptedTransport create() {
    return new ScriptedTransport(Optional.empty());
  }

  /**
   * A transport that hands what is not scripted to a router, without a socket, whatever the host in
   * the address.
   *
   * @param router with a server or in memory; the caller closes it. Its scripts apply: what closes
   *     the connection is {@link Kind#CONNECTION_LOST} here, a raw response {@link Kind#PROTOCOL}
   *     whatever it holds, and a held answer waits until it is released, the attempt timeout
   *     passes, the thread is interrupted or the transport closed
   */
  public static ScriptedTransport to(FakeRouter router) {
    return new ScriptedTransport(Optional.of(router));
  }

  /** Answers the next exchange with this response. */
  public ScriptedTransport respond(TransportResponse response) {
    return then(request -> response);
  }

  /** Answers the next exchange with this status and this body in UTF-8, without headers. */
  public ScriptedTransport respond(int status, String body) {
    return respond(TransportResponse.of(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Lets the next exchange fail as such failures do as a rule: before anything of the request is
   * sent if it is one of connecting or of TLS, and with all of it sent otherwise.
   */
  public ScriptedTransport fail(Kind kind) {
    return fail(kind, !OF_CONNECTING.contains(kind));
  }

  /**
   * Lets the next exchange fail.
   *
   * @param maybeSent what the failure says of the request
   */
  public ScriptedTransport fail(Kind kind, boolean maybeSent) {
    return then(
        request -> {
          throw new TransportException(kind, maybeSent, "scripted: " + kind, null);
        });
  }

  private ScriptedTransport then(Exchange exchange) {
    synchronized (scripted) {
      scripted.add(exchange);
    }
    return this;
  }

  /** Every request so far, oldest first; a copy. */
  public List<TransportRequest> requests() {
    return requests.all();
  }

  /** Whether {@link #close} was called. */
  public boolean closed() {
    return closed;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if nothing is scripted and there is no router
   */
  @Override
  public TransportResponse send(TransportRequest request) throws TransportException {
    if (closed) {
      throw new TransportException(Kind.CANCELLED, false, "the transport is closed", null);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new TransportException(Kind.CANCELLED, false, "the thread was interrupted", null);
    }
    requests.add(request);
    return next().run(request);
  }

  private Exchange next() {
    synchronized (scripted) {
      Exchange next = scripted.poll();
      return next != null ? next : this::viaRouter;
    }
  }

  private TransportResponse viaRouter(TransportRequest request) throws TransportException {
    RouterProtocol protocol =
        router
            .orElseThrow(() -> new IllegalStateException("nothing is scripted for " + request))
            .protocol();
    return new InMemoryExchange(request, () -> closed).receive(protocol.answer(incoming(request)));
  }

  private static IncomingRequest incoming(TransportRequest request) throws TransportException {
    URI uri = request.uri();
    String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return new IncomingRequest(
        request.method(), target, HeaderFields.of(request.headers()), bytes(request.body()));
  }

  private static byte[] bytes(Optional<RequestBody> body) throws TransportException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (body.isPresent()) {
        body.get().writeTo(bytes);
      }
      return bytes.toByteArray();
    } catch (IOException failed) {
      throw new TransportException(
          Kind.CONNECTION_LOST, true, "the request's body cannot be written", failed);
    }
  }

  /** Nothing is sent any more, and what is held fails. Does not close a router. Idempotent. */
  @Override
  public void close() {
    closed = true;
  }
}
