// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.SelfSignedCertificate;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask their clients for a certificate. */
@Timeout(60)
final class ClientCertificateTest {

  private static final SelfSignedCertificate SERVER = SelfSignedCertificate.create();
  private static final SelfSignedCertificate CLIENT = SelfSignedCertificate.create();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void serverThatTrustsTheCertificate_answers(String algorithm) throws Exception {
    SelfSignedCertificate client = SelfSignedCertificate.withKey(algorithm);
    try (HttpClientTransport transport =
        transport().clientCertificate(certificate(client), key(client)).build()) {
      assertEquals(200, statusOfServerTrusting(client, transport));
    }
  }

  @Test
  void clientWithoutACertificate_isRefusedByTheServer() throws Exception {
    try (HttpClientTransport transport = transport().build()) {
      assertThrows(TransportException.class, () -> statusOfServerTrusting(CLIENT, transport));
    }
  }

  @Test
  void keyOfAnotherCertificate_isRefused() throws Exception {
    assertRefused(key(SERVER), "the key of another certificate");
  }

  @Test
  void keyOfAnotherAlgorithm_isRefused() throws Exception {
    assertRefused(key(SelfSignedCertificate.withKey("RSA")), "not of the certificate's algorithm");
  }

  @Test
  void fileWithoutAKey_isRefused() throws Exception {
    assertRefused(certificate(SERVER), "of another kind, CERTIFICATE");
    assertRefused(write("key.pem", "no key"), "there is no PEM block");
    assertRefused(directory.resolve("missing.pem"), "NoSuchFileException");
    String broken = "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----\n";
    assertRefused(write("key.pem", broken), "a key that is broken");
  }

  @Test
  void keyWithAPassword_isRefused() throws Exception {
    String encrypted = CLIENT.privateKeyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assertRefused(write("key.pem", encrypted), "of another kind, ENCRYPTED PRIVATE KEY");
  }

  private void assertRefused(Path key, String reason) throws Exception {
    HttpClientTransport.Builder builder = transport().clientCertificate(certificate(CLIENT), key);
    String message = assertThrows(InvalidInputException.class, builder::build).getMessage();

    assertTrue(message.contains("client key " + key), message);
    assertTrue(message.contains(reason), message);
    assertFalse(message.contains("Y2FuYXJ5"), message);
  }

  @Test
  void fileWithoutACertificate_isRefused() throws Exception {
    HttpClientTransport.Builder builder = transport().clientCertificate(key(CLIENT), key(CLIENT));
    String message = assertThrows(InvalidInputException.class, builder::build).getMessage();
    assertTrue(message.startsWith("client certificate " + key(CLIENT)), message);
  }

  @Test
  void certificateBesideAContextOfTheCallers_isRefused() throws Exception {
    HttpClientTransport.Builder both =
        HttpClientTransport.builder()
            .tls(SERVER.sslContext())
            .clientCertificate(certificate(CLIENT), key(CLIENT));
    assertThrows(InvalidInputException.class, both::build);
  }

  private HttpClientTransport.Builder transport() throws IOException {
    return HttpClientTransport.builder().trustingOnly(write("ca.pem", SERVER.certificatePem()));
  }

  private Path certificate(SelfSignedCertificate of) throws IOException {
    return write("certificate.pem", of.certificatePem());
  }

  private Path key(SelfSignedCertificate of) throws IOException {
    return write("key.pem", of.privateKeyPem());
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static int statusOfServerTrusting(
      SelfSignedCertificate client, HttpClientTransport transport) throws Exception {
    try (TlsServer server = TlsServer.with(asking(SERVER.sslContextTrusting(client)))) {
      return transport.send(Loopback.get(server.uri())).status();
    }
  }

  private static HttpsConfigurator asking(SSLContext context) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters connection) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setNeedClientAuth(true);
        connection.setSSLParameters(parameters);
      }
    };
  }
}
