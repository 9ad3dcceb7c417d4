// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** TLS with servers whose key is pinned, looked at before anything is sent to them. */
final class PinnedTls implements TlsSocketStrategy {

  private final TlsSocketStrategy tls;
  private final TlsPins pins;

  PinnedTls(TlsSocketStrategy tls, TlsPins pins) {
    this.tls = tls;
    this.pins = pins;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    SSLSocket secured = tls.upgrade(socket, target, port, attachment, context);
    try {
      pins.check(secured.getSession().getPeerCertificates()[0].getPublicKey());
      return secured;
    } catch (IOException notPinned) {
      secured.close();
      throw notPinned;
    }
  }
}
