// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A context of the transport's own: the JVM's default one any code may have replaced. */
final class TlsContext {

  private TlsContext() {}

  /**
   * @param identity what a server that asks is shown, or null for nothing
   * @param trust whom to trust
   */
  static SSLContext of(KeyManager @Nullable [] identity, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new TlsSetUpException("this JVM has no TLS", e);
    }
  }
}
