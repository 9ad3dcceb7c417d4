// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.SelfSignedCertificate;
import ai.nomyo.transport.httpclient.HttpClientTransport.TlsPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What an observer hears of TLS servers, and that it changes nothing. */
@Timeout(60)
final class WatchedTrustTest {

  private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();
  private static final SelfSignedCertificate OF_ANOTHER_NAME =
      SelfSignedCertificate.forNames("dns:router.invalid");

  @TempDir Path directory;

  private final List<TlsPeer> seen = new CopyOnWriteArrayList<>();
  private @Nullable TlsServer server;

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void trustedServer_isShownAndTalkedTo() throws Exception {
    start(CERTIFICATE);
    try (HttpClientTransport transport = trusting(CERTIFICATE).build()) {
      assertEquals(200, transport.send(Loopback.get(uri())).status());
      assertEquals(200, transport.send(Loopback.get(uri())).status());
    }
    X509Certificate shown = certificate(CERTIFICATE);
    assertEquals(
        List.of(new TlsPeer("TLSv1.3", seen.get(0).cipherSuite(), shown, true, Optional.empty())),
        seen,
        "one connection for both");
    assertTrue(seen.get(0).cipherSuite().startsWith("TLS_"));
  }

  @Test
  void untrustedServer_isShownAndRefused() throws Exception {
    start(CERTIFICATE);
    assertEquals(Kind.TLS, refused(trusting(OF_ANOTHER_NAME)).kind());
    assertEquals(Kind.TLS, refused(HttpClientTransport.builder().observingTls(seen::add)).kind());
    assertEquals(List.of(true, true), seen.stream().map(TlsPeer::namesHost).toList());
    assertTrue(seen.get(0).distrust().isPresent());
    assertEquals(
        Optional.of(
            "SunCertPathBuilderException: unable to find valid certification path to requested"
                + " target"),
        seen.get(1).distrust());
  }

  @Test
  void serverOfAnotherName_isShownAndRefused() throws Exception {
    start(OF_ANOTHER_NAME);
    assertEquals(Kind.TLS, refused(trusting(OF_ANOTHER_NAME)).kind());
    assertFalse(seen.get(0).namesHost());
    assertEquals(Optional.empty(), seen.get(0).distrust());
  }

  /** Who asks in another way than a client's socket does is not trusted more easily. */
  @Test
  void whateverElseIsAsked_isAnsweredAsByTheOther() throws Exception {
    X509Certificate trusted = certificate(CERTIFICATE);
    X509Certificate[] another = {certificate(OF_ANOTHER_NAME)};
    X509ExtendedTrustManager trust =
        (X509ExtendedTrustManager)
            WatchedTrust.watching(TrustedAuthorities.only(pem(CERTIFICATE)), seen::add)[0];
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    assertArrayEquals(new X509Certificate[] {trusted}, trust.getAcceptedIssuers());
    assertDistrusts(() -> trust.checkServerTrusted(another, "UNKNOWN"));
    assertDistrusts(() -> trust.checkServerTrusted(another, "UNKNOWN", engine));
    assertDistrusts(() -> trust.checkClientTrusted(another, "UNKNOWN"));
    assertDistrusts(() -> trust.checkClientTrusted(another, "UNKNOWN", engine));
    try (Socket socket = new Socket()) {
      assertDistrusts(() -> trust.checkClientTrusted(another, "UNKNOWN", socket));
    }
    trust.checkServerTrusted(new X509Certificate[] {trusted}, "UNKNOWN");
    assertEquals(List.of(), seen);
  }

  private static void assertDistrusts(Executable question) {
    assertThrows(CertificateException.class, question);
  }

  @Test
  void observerBesideAGivenContext_isRefused() throws Exception {
    HttpClientTransport.Builder both =
        HttpClientTransport.builder().tls(SSLContext.getDefault()).observingTls(seen::add);
    assertThrows(InvalidInputException.class, both::build);
  }

  @Test
  void proxy_isToldPerServer() {
    HttpClientTransport.Builder builder =
        HttpClientTransport.builder()
            .proxy(URI.create("socks5://proxy.invalid:1080"))
            .noProxyFor("direct.invalid");
    try (HttpClientTransport transport = builder.build()) {
      InetSocketAddress proxy = InetSocketAddress.createUnresolved("proxy.invalid", 1080);
      assertEquals(Optional.of(proxy), transport.proxyTo(URI.create("https://router.invalid")));
      assertEquals(Optional.empty(), transport.proxyTo(URI.create("https://direct.invalid")));
    }
  }

  private void start(SelfSignedCertificate shown) throws IOException {
    server = TlsServer.showing(shown);
  }

  private URI uri() {
    return server.uri();
  }

  private TransportException refused(HttpClientTransport.Builder builder) {
    try (HttpClientTransport transport = builder.build()) {
      return assertThrows(TransportException.class, () -> transport.send(Loopback.get(uri())));
    }
  }

  private HttpClientTransport.Builder trusting(SelfSignedCertificate certificate) throws Exception {
    return HttpClientTransport.builder().trustingOnly(pem(certificate)).observingTls(seen::add);
  }

  private X509Certificate certificate(SelfSignedCertificate certificate) throws Exception {
    return Certificates.in(pem(certificate), "shown").get(0);
  }

  private Path pem(SelfSignedCertificate certificate) throws Exception {
    return Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
  }
}
