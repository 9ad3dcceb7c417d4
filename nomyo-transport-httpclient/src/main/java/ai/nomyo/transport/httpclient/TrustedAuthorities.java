// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server. */
final class TrustedAuthorities {

  private TrustedAuthorities() {}

  static TrustManager[] only(Path pem) {
    List<X509Certificate> certificates = Certificates.in(pem, "CA file");
    try {
      return trusting(storeOf(certificates));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot hold trusted certificates", e);
    }
  }

  /**
   * Those of {@code javax.net.ssl.trustStore}, or the ones that the JVM came with.
   *
   * @throws TlsSetUpException if they cannot be read
   */
  static TrustManager[] ofTheJvm() {
    try {
      return trusting(null);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new TlsSetUpException("the JVM's trusted authorities cannot be read", e);
    }
  }

  private static KeyStore storeOf(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("ca-" + count++, certificate);
    }
    return store;
  }

  private static TrustManager[] trusting(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
