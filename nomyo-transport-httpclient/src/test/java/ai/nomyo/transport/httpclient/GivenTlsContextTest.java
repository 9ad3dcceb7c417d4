// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a context that the caller brings. */
final class GivenTlsContextTest {

  private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();
  private static final SelfSignedCertificate OF_ANOTHER_NAME =
      SelfSignedCertificate.forNames("dns:router.invalid");

  @TempDir Path directory;

  private @Nullable TlsServer server;

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void contextThatTrustsTheServer_letsTheExchangeThrough() throws Exception {
    start(CERTIFICATE);
    assertEquals(200, statusWith(trusting(CERTIFICATE)));
  }

  @Test
  void contextThatTrustsAnother_isNoConnection() throws Exception {
    start(CERTIFICATE);
    SSLContext foreign = trusting(OF_ANOTHER_NAME);
    assertThrows(TransportException.class, () -> statusWith(foreign));
  }

  @Test
  void hostName_isCheckedAllTheSame() throws Exception {
    start(OF_ANOTHER_NAME);
    SSLContext trustedUnderAnotherName = trusting(OF_ANOTHER_NAME);
    assertThrows(TransportException.class, () -> statusWith(trustedUnderAnotherName));
  }

  @Test
  void hostName_isCheckedEvenWhereTheContextTrustsAnybody() throws Exception {
    SSLContext credulous = TlsContext.of(null, new TrustManager[] {new Credulous()});
    start(OF_ANOTHER_NAME);
    assertThrows(TransportException.class, () -> statusWith(credulous));
  }

  @Test
  void contextBesideAFileOfAuthorities_isRefused() throws Exception {
    HttpClientTransport.Builder both =
        HttpClientTransport.builder().tls(trusting(CERTIFICATE)).trustingOnly(pem(CERTIFICATE));
    String message = assertThrows(InvalidInputException.class, both::build).getMessage();
    assertTrue(message.contains("one of the two"), message);
  }

  private void start(SelfSignedCertificate shown) throws IOException {
    server = TlsServer.showing(shown);
  }

  private int statusWith(SSLContext context) throws Exception {
    URI uri = server.uri();
    try (HttpClientTransport transport = HttpClientTransport.builder().tls(context).build()) {
      return transport.send(Loopback.get(uri)).status();
    }
  }

  private SSLContext trusting(SelfSignedCertificate certificate) throws Exception {
    return TlsContext.of(null, TrustedAuthorities.only(pem(certificate)));
  }

  private Path pem(SelfSignedCertificate certificate) throws Exception {
    return Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
  }

  /** Trusts anybody under any name. */
  private static final class Credulous extends X509ExtendedTrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
