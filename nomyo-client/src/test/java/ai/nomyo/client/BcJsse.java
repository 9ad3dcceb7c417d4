// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** TLS by Bouncy Castle in FIPS mode, with all cryptography done by BC-FIPS. */
final class BcJsse {

  private BcJsse() {}

  /** For clients that never come to speak TLS. */
  static SSLContext trustingNobody() throws Exception {
    return context(new BouncyCastleFipsProvider(), new TrustManager[0]);
  }

  static SSLContext trusting(String certificatePem) throws Exception {
    Provider fips = new BouncyCastleFipsProvider();
    KeyStore store = KeyStore.getInstance("BCFKS", fips);
    store.load(null, null);
    store.setCertificateEntry(
        "router",
        CertificateFactory.getInstance("X.509", fips)
            .generateCertificate(
                new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", jsse(fips));
    trust.init(store);
    return context(fips, trust.getTrustManagers());
  }

  private static SSLContext context(Provider fips, TrustManager[] trust) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS", jsse(fips));
    context.init(null, trust, SecureRandom.getInstance("DEFAULT", fips));
    return context;
  }

  private static BouncyCastleJsseProvider jsse(Provider fips) {
    return new BouncyCastleJsseProvider(true, new JcaTlsCryptoProvider().setProvider(fips));
  }
}
