// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server. */
final class TrustedAuthorities {

  private TrustedAuthorities() {}

  static TrustManager[] only(Path pem) {
    return trusting(storeOf(Certificates.in(pem, "CA file")));
  }

  /** Those of {@code javax.net.ssl.trustStore}, or the ones that the JVM came with. */
  static TrustManager[] ofTheJvm() {
    return trusting(null);
  }

  private static KeyStore storeOf(List<? extends Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + count++, certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot hold trusted certificates", e);
    }
  }

  private static TrustManager[] trusting(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot judge certificates", e);
    }
  }
}
