// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.Test;

class DeferredTlsTest {

  private final AtomicInteger setUps = new AtomicInteger();

  private static SSLSocket upgrade(TlsSocketStrategy tls) throws IOException {
    return tls.upgrade(new Socket(), "localhost", 443, null, HttpCoreContext.create());
  }

  private static SSLSocket socket() throws IOException {
    return (SSLSocket) SSLSocketFactory.getDefault().createSocket();
  }

  @Test
  void tls_isSetUpOnce_withTheFirstConnection() throws IOException {
    DeferredTls deferred =
        new DeferredTls(
            () -> {
              setUps.incrementAndGet();
              return (socket, target, port, attachment, context) -> socket();
            });
    assertEquals(0, setUps.get());
    upgrade(deferred).close();
    upgrade(deferred).close();
    assertEquals(1, setUps.get());
  }

  @Test
  void failedSetUp_failsTheConnection_andIsTriedAgainWithTheNext() throws IOException {
    DeferredTls deferred =
        new DeferredTls(
            () -> {
              if (setUps.getAndIncrement() == 0) {
                throw new TlsSetUpException("nothing to trust", new EOFException());
              }
              return (socket, target, port, attachment, context) -> socket();
            });
    TlsHandshake handshake = new TlsHandshake(deferred);
    HandshakeException failure = assertThrows(HandshakeException.class, () -> upgrade(handshake));
    assertEquals(Kind.TLS, failure.kind());
    upgrade(handshake).close();
    assertEquals(2, setUps.get());
  }
}
