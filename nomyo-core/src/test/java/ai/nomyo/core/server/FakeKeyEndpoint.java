// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves the key with a number, held back while it is told to. */
final class FakeKeyEndpoint implements Transport {

  final AtomicInteger fetches = new AtomicInteger();
  final CountDownLatch arrived = new CountDownLatch(1);
  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile int keyNumber = 1;
  volatile int status = 200;
  volatile @Nullable TransportException failure;
  volatile boolean onlyFailure;

  @Override
  public TransportResponse send(TransportRequest request) throws TransportException {
    fetches.incrementAndGet();
    arrived.countDown();
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransportException(Kind.CANCELLED, false, "interrupted", null);
    }
    TransportException thrown = failure;
    if (thrown != null) {
      failure = onlyFailure ? null : thrown;
      throw thrown;
    }
    String pem = Pem.ofPublicKey(spki(keyNumber));
    return TransportResponse.of(status, Map.of(), pem.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {}

  static Bytes spki(int number) {
    return Bytes.copyOf(new byte[] {'k', (byte) number});
  }
}
