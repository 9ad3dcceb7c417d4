// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS that is set up with the first connection that needs it: to read the JVM's authorities takes
 * tens of milliseconds, and a transport to a plain router never does.
 */
final class DeferredTls implements TlsSocketStrategy {

  private final Supplier<TlsSocketStrategy> setUp;
  private @Nullable TlsSocketStrategy tls;

  /**
   * @param setUp asked again when it fails
   */
  DeferredTls(Supplier<TlsSocketStrategy> setUp) {
    this.setUp = setUp;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    return tls().upgrade(socket, target, port, attachment, context);
  }

  private synchronized TlsSocketStrategy tls() {
    if (tls == null) {
      tls = setUp.get();
    }
    return tls;
  }
}
