// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a client sees of a reply that takes no wire. */
final class InMemoryExchange {

  private final TransportRequest request;
  private final BooleanSupplier closed;
  private final long started = System.nanoTime();

  InMemoryExchange(TransportRequest request, BooleanSupplier closed) {
    this.request = request;
    this.closed = closed;
  }

  TransportResponse receive(Reply reply) throws TransportException {
    Delivery delivery = reply.delivery();
    await(delivery.beforeStatus());
    if (delivery.cut() != Delivery.Cut.NOWHERE) {
      throw new TransportException(
          Kind.CONNECTION_LOST, true, "scripted: the connection ended", null);
    }
    if (delivery.raw().isPresent()) {
      throw new TransportException(Kind.PROTOCOL, true, "scripted: a raw response", null);
    }
    await(delivery.midBody());
    return whole(reply);
  }

  private TransportResponse whole(Reply reply) {
    long size = reply.mayHaveBody() ? reply.body().size() : 0;
    if (size > request.maxResponseBytes()) {
      return TransportResponse.oversized(reply.status(), reply.headers());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream((int) size);
    try {
      reply.body().write(body, 0, size);
    } catch (IOException impossible) {
      throw new UncheckedIOException("nothing but memory is written to", impossible);
    }
    return TransportResponse.of(reply.status(), reply.headers(), body.toByteArray());
  }

  private void await(Optional<Hold> hold) throws TransportException {
    try {
      if (hold.isPresent() && !hold.get().holds(this::isOver)) {
        throw closed.getAsBoolean()
            ? new TransportException(Kind.CANCELLED, true, "the transport was closed", null)
            : new TransportException(Kind.TIMEOUT, true, "the attempt timeout passed", null);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransportException(Kind.CANCELLED, true, "the thread was interrupted", interrupted);
    }
  }

  private boolean isOver() {
    return closed.getAsBoolean()
        || System.nanoTime() - started > request.timeouts().attempt().toNanos();
  }
}
