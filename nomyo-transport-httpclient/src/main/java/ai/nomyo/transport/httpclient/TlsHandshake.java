// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Begins TLS, and says of a failure what it was. */
final class TlsHandshake implements TlsSocketStrategy {

  private final TlsSocketStrategy tls;

  TlsHandshake(TlsSocketStrategy tls) {
    this.tls = tls;
  }

  // Providers other than the JDK's fail with exceptions of their own, unchecked ones among them.
  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    try {
      return tls.upgrade(socket, target, port, attachment, context);
    } catch (InterruptedIOException timeout) {
      throw timeout;
    } catch (IOException | RuntimeException failure) {
      throw HandshakeException.of(failure);
    }
  }
}
