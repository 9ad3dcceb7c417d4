// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The way to the router: TLS and proxies. */
class ChatNetworkTest extends ChatFixture {

  @Test
  void theCertificateAuthorityIsTheOneInTheFile() throws IOException {
    try (FakeRouter https = FakeRouter.builder(BcHybridCipher.create()).https().start()) {
      String ca = file("ca.pem", https.certificate().orElseThrow().certificatePem());
      Cli secure = Cli.plain().withGoldenKey().with("--base-url", https.baseUrl().toString());

      Cli.assertSuccess("echo: Hi\n", secure.chat("Hi", "--ca-file", ca));

      Cli.Result untrusted = secure.chat("Hi");
      assertEquals(6, untrusted.exitCode());
      assertTrue(untrusted.err().startsWith("ApiConnectionException: "), untrusted.err());
      assertEquals(1, https.requests().size());
    }
  }

  @Test
  void showsTheClientsCertificateAndLooksAtThePinOfTheServers() throws Exception {
    try (FakeRouter https = FakeRouter.builder(BcHybridCipher.create()).https().start()) {
      SelfSignedCertificate certificate = https.certificate().orElseThrow();
      String pem = file("certificate.pem", certificate.certificatePem());
      String key = file("key.pem", certificate.privateKeyPem());
      byte[] spki = certificate.subjectPublicKeyInfo();
      String pin = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(spki));
      Cli secure =
          Cli.plain()
              .withGoldenKey()
              .with("--base-url", https.baseUrl().toString(), "--ca-file", pem)
              .with("--client-cert", pem, "--client-key", key);
      String other = "0".repeat(64);

      Cli.assertSuccess("echo: Hi\n", secure.chat("Hi", "--tls-pin", other, "--tls-pin", pin));

      Cli.Result refused = secure.chat("Hi", "--tls-pin", other);
      assertEquals(7, refused.exitCode());
      assertTrue(refused.err().contains(pin), refused.err());
    }
  }

  @Test
  void goesThroughTheProxyUnlessTheEnvironmentSaysOtherwise() throws Exception {
    String nobody = "http://127.0.0.1:" + unusedPort();

    Cli.Result unreachable = cli.chat("Hi", "--proxy", nobody);
    assertEquals(6, unreachable.exitCode());
    assertTrue(unreachable.err().contains("through the proxy 127.0.0.1:"), unreachable.err());

    Cli.assertSuccess(
        "echo: Hi\n", cli.variable("NO_PROXY", "127.0.0.1").chat("Hi", "--proxy", nobody));
  }

  private int unusedPort() throws IOException {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return unused.getLocalPort();
    }
  }

  @Test
  void tellsTheProxyWhoAsks_andNobodyElse() throws Exception {
    String password = file("proxy.txt", "canary\n");
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<String> head = CompletableFuture.supplyAsync(() -> refuseOne(proxy));
      String uri = "http://127.0.0.1:" + proxy.getLocalPort();

      Cli.Result refused =
          cli.chat("Hi", "--proxy", uri, "--proxy-user", "me", "--proxy-password-file", password);

      assertEquals(3, refused.exitCode());
      assertFalse(refused.err().contains("canary"), refused.err());
      String basic =
          Base64.getEncoder().encodeToString("me:canary".getBytes(StandardCharsets.US_ASCII));
      assertTrue(head.get().contains("Proxy-Authorization: Basic " + basic + "\r\n"));
    }
  }

  private String refuseOne(ServerSocket proxy) {
    try (Socket client = proxy.accept()) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) client.getInputStream().read());
      }
      String refusal = "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n";
      client.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
      return head.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
