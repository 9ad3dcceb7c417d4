// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the user is told when TLS does not come about. */
@Timeout(60)
final class TlsFailureMessagesTest {

  @TempDir Path directory;

  @Test
  void certificateOfAStranger_isSaidToBeUntrusted() throws Exception {
    assertSaid(
        "the certificate is not trusted",
        SelfSignedCertificate.create(),
        SelfSignedCertificate.create());
  }

  @Test
  void certificateOfAnotherHost_isSaidToBeThat() throws Exception {
    SelfSignedCertificate elsewhere = SelfSignedCertificate.forNames("dns:elsewhere.invalid");
    assertSaid("the certificate is not for this host name", elsewhere, elsewhere);
  }

  @Test
  void expiredCertificate_isSaidToBeExpired() throws Exception {
    SelfSignedCertificate expired = SelfSignedCertificate.expired();
    assertSaid("the certificate has expired", expired, expired);
  }

  private void assertSaid(String reason, SelfSignedCertificate shown, SelfSignedCertificate trusted)
      throws Exception {
    try (TlsServer server = TlsServer.showing(shown)) {
      assertEquals(
          "No response from " + server.authority() + ": " + reason + " (SSLHandshakeException)",
          failure(trusted, server.uri()).getMessage());
    }
  }

  @Test
  void connectionLostInTheHandshake_isSaidToBeThat() throws Exception {
    try (LoopbackServer server = new LoopbackServer(socket -> socket.getInputStream().read())) {
      String message =
          failure(
                  SelfSignedCertificate.create(),
                  URI.create("https://127.0.0.1:" + server.port() + "/"))
              .getMessage();
      assertTrue(message.contains("the connection was lost during the TLS handshake"), message);
    }
  }

  private TransportException failure(SelfSignedCertificate trusted, URI uri) throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), trusted.certificatePem());
    try (HttpClientTransport transport = HttpClientTransport.builder().trustingOnly(ca).build()) {
      return assertThrows(TransportException.class, () -> transport.send(Loopback.get(uri)));
    }
  }
}
