// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. {@link #run} makes it on a thread of the transport; the caller is
 * in {@link #await} meanwhile, because a thread blocked in a socket can be neither interrupted nor
 * held to a total deadline.
 */
final class Exchange implements Runnable {

  private final CloseableHttpClient client;
  private final ProxyRoutes routes;
  private final TransportRequest request;
  private final HttpUriRequestBase http;
  private final ConnectDeadline connect;
  private final SendGate gate = new SendGate();
  private final Failures failures;
  private final long attemptEnd;
  private final CompletableFuture<TransportResponse> outcome = new CompletableFuture<>();

  Exchange(CloseableHttpClient client, ProxyRoutes routes, TransportRequest request) {
    this.client = client;
    this.routes = routes;
    this.request = request;
    this.http = ApacheRequest.of(request);
    this.connect =
        new ConnectDeadline(request.timeouts().connect(), routes.tunnelTo(request.uri()));
    this.failures = new Failures(request, routes.to(request.uri()), connect, gate);
    this.attemptEnd = System.nanoTime() + request.timeouts().attempt().toNanos();
  }

  // Whatever is thrown here, an error included, is for the thread that waits.
  @Override
  public void run() {
    try {
      outcome.complete(exchange());
    } catch (Throwable failure) {
      outcome.completeExceptionally(failure);
    }
  }

  private TransportResponse exchange() throws IOException, TransportException {
    HttpClientContext context = HttpClientContext.create();
    connect.attachTo(context);
    gate.attachTo(context);
    routes.authenticate(context, request.uri());
    try {
      ClassicHttpResponse response = client.executeOpen(null, http, context);
      checkSender(response);
      return ResponseReader.read(response, request.maxResponseBytes());
    } finally {
      // A connection whose response was read whole is back in the pool by now and not affected.
      // Any other is closed; closing the response instead would first read the rest of it.
      cancel();
    }
  }

  /** HttpClient passes a proxy's refusal to open a tunnel off as the server's response. */
  private void checkSender(ClassicHttpResponse response) throws TransportException {
    if (!gate.passed()) {
      throw failures.refusedByProxy(response.getCode());
    }
  }

  /** Waits for the response within the deadlines; when it throws, the socket is closed. */
  TransportResponse await() throws TransportException {
    try {
      return outcomeWithinDeadlines();
    } catch (TimeoutException e) {
      cancel();
      throw failures.timeout(null);
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (CancellationException e) {
      cancel();
      throw closed();
    } catch (ExecutionException e) {
      throw failures.of(e.getCause());
    }
  }

  private TransportResponse outcomeWithinDeadlines()
      throws TimeoutException, InterruptedException, ExecutionException {
    while (true) {
      long now = System.nanoTime();
      long left = Math.min(attemptEnd - now, connect.leftNanos(now));
      if (left <= 0 && !outcome.isDone()) {
        throw new TimeoutException();
      }
      try {
        return outcome.get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // The wait may have been cut short for a connect that had not even begun: look again.
      }
    }
  }

  /** Sends nothing from now on, and closes the socket, if there is one. */
  private void cancel() {
    gate.shut();
    try {
      http.cancel();
    } catch (IllegalStateException poolIsClosed) {
      // The transport was closed in the meantime, and with it every socket.
    }
  }

  /** Ends the exchange for the reason that {@link #closed} gives. */
  void abort() {
    outcome.cancel(false);
    cancel();
  }

  TransportException interrupted(@Nullable InterruptedException cause) {
    return failures.of(Kind.CANCELLED, "the thread was interrupted", cause);
  }

  TransportException closed() {
    return failures.of(Kind.CANCELLED, "the transport is closed", null);
  }
}
