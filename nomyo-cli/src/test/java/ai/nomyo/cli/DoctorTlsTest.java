// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor --base-url} says of a router's certificate. */
@Timeout(120)
class DoctorTlsTest {

  private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();
  private static final String OTHER_PIN = "0".repeat(64);

  @TempDir Path directory;

  private FakeRouter router;
  private String ca;

  @BeforeEach
  void start() throws IOException {
    router = FakeRouter.builder(BcHybridCipher.create()).https(CERTIFICATE).start();
    ca = authority(CERTIFICATE);
  }

  @AfterEach
  void stop() {
    router.close();
  }

  private String authority(SelfSignedCertificate certificate) throws IOException {
    return OwnerOnly.file(directory.resolve("ca.pem"), certificate.certificatePem()).toString();
  }

  @Test
  void trustedCertificate_isDescribed() {
    NetworkRun run = NetworkRun.alone(router, "--ca-file", ca);
    run.assertPasses("✓✓✓✓✓–");
    run.assertText(
        NetworkStep.TLS,
        "TLSv1\\.3, TLS_\\w+, certificate of CN=nomyo-testkit server, issued by CN=nomyo-testkit server,"
            + " expires \\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z, is for 127\\.0\\.0\\.1, trusted");
  }

  @Test
  void trustedCertificate_isDescribedAsJson() {
    JsonObject tls = NetworkRun.alone(router, "--ca-file", ca, "--json").json(NetworkStep.TLS);
    assertEquals(
        List.of(
            "state",
            "protocol",
            "cipher_suite",
            "subject",
            "issuer",
            "expires",
            "names_host",
            "trusted"),
        List.copyOf(tls.members().keySet()));
    assertEquals(Optional.of("passed"), tls.getString("state"));
    assertEquals(Optional.of("CN=nomyo-testkit server"), tls.getString("subject"));
    assertEquals(Optional.of(true), tls.getBoolean("names_host"));
    assertEquals(Optional.of(true), tls.getBoolean("trusted"));
  }

  @Test
  void untrustedCertificate_isDescribedAndRefused() {
    NetworkRun run = NetworkRun.to(router);
    run.assertFails("✓✓✗–––", 6);
    run.assertText(
        NetworkStep.TLS,
        ".*: unable to find valid certification path to requested target; TLSv1\\.3, .*, is for"
            + " 127\\.0\\.0\\.1, not trusted \\(.+\\)");
    assertEquals("not tried", run.text(NetworkStep.KEY_FETCH));
    assertEquals(0, router.keyFetches());
  }

  @Test
  void untrustedCertificate_isDescribedAsJson() {
    JsonObject tls = NetworkRun.alone(router, "--json").json(NetworkStep.TLS);
    assertEquals(Optional.of("failed"), tls.getString("state"));
    assertEquals(Optional.of(true), tls.getBoolean("names_host"));
    assertEquals(Optional.of(false), tls.getBoolean("trusted"));
    assertTrue(tls.getString("distrust").isPresent());
    assertTrue(tls.getString("reason").isPresent());
  }

  @Test
  void certificateOfAnotherHost_isRefused() throws IOException {
    SelfSignedCertificate other = SelfSignedCertificate.forNames("dns:other.invalid");
    try (FakeRouter misnamed = FakeRouter.builder(BcHybridCipher.create()).https(other).start()) {
      NetworkRun run = NetworkRun.to(misnamed, "--ca-file", authority(other));
      run.assertFails("✓✓✗–––", 6);
      run.assertText(NetworkStep.TLS, ".*, is not for 127\\.0\\.0\\.1, trusted");
    }
  }

  @Test
  void expiredCertificate_isRefused() throws IOException {
    SelfSignedCertificate old = SelfSignedCertificate.expired();
    try (FakeRouter expired = FakeRouter.builder(BcHybridCipher.create()).https(old).start()) {
      NetworkRun run = NetworkRun.to(expired, "--ca-file", authority(old));
      run.assertFails("✓✓✗–––", 6);
      run.assertText(
          NetworkStep.TLS,
          ".*: the certificate has expired .*, is for 127\\.0\\.0\\.1, not trusted"
              + " \\(CertificateExpiredException: .+\\)");
    }
  }

  @Test
  void certificateThatIsNotPinned_isRefused() throws Exception {
    byte[] spki = CERTIFICATE.subjectPublicKeyInfo();
    String seen = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(spki));
    NetworkRun run = NetworkRun.to(router, "--ca-file", ca, "--tls-pin", OTHER_PIN);
    run.assertFails("✓✓✗–––", 7);
    assertTrue(run.text(NetworkStep.TLS).contains(seen), run.text(NetworkStep.TLS));

    NetworkRun.to(router, "--ca-file", ca, "--tls-pin", seen).assertPasses("✓✓✓✓✓–");
  }

  @Test
  void serverWithoutTls_hasNoCertificate() {
    try (FakeRouter plain = FakeRouter.start(BcHybridCipher.create())) {
      NetworkRun run = NetworkRun.to("https://127.0.0.1:" + plain.baseUrl().getPort());
      run.assertFails("✓✓✗–––", 6);
      run.assertText(NetworkStep.TLS, ".*the TLS handshake failed.*");
    }
  }

  @Test
  void silentServer_isNotWaitedForAnyLonger() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "https://127.0.0.1:" + silent.getLocalPort();
      NetworkRun run = NetworkRun.alone(url, "--connect-timeout", "2s");
      run.assertFails("✓✓✗–––", 6);
      run.assertText(NetworkStep.TLS, ".*no connection within 2000 ms");
    }
  }

  @Test
  void lostConnection_isNoFailureOfTls() {
    router.nextKeyFetch(Script.closedBeforeStatus().times(2));
    NetworkRun.to(router, "--ca-file", ca).assertFails("✓✓✓✗––", 6);
  }
}
