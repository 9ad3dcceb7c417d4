// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose certificate's key is known beforehand. */
@Timeout(60)
final class TlsPinTest {

  private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();
  private static final String ANOTHER = "0".repeat(64);

  @TempDir Path directory;

  private TlsServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = TlsServer.showing(CERTIFICATE);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void pinnedKey_isTalkedTo_inEveryFormOfThePin() throws Exception {
    String hex = HexFormat.of().formatHex(digest());
    for (String pin :
        List.of(
            hex,
            hex.toUpperCase(Locale.ROOT),
            HexFormat.ofDelimiter(":").formatHex(digest()),
            "sha256/" + Base64.getEncoder().encodeToString(digest()))) {
      assertEquals(200, statusWith(trusting().tlsPin(pin)), pin);
    }
  }

  @Test
  void oneOfSeveralPins_isEnough() throws Exception {
    String hex = HexFormat.of().formatHex(digest());
    assertEquals(200, statusWith(trusting().tlsPin(ANOTHER).tlsPin(hex)));
  }

  @Test
  void anotherKey_isRefusedBeforeAnythingIsSent_withBothFingerprints() throws Exception {
    HttpClientTransport.Builder pinned = trusting().tlsPin(ANOTHER);
    TransportException failure = assertThrows(TransportException.class, () -> statusWith(pinned));

    assertEquals(Kind.TLS_PIN, failure.kind());
    assertFalse(failure.maybeSent());
    assertTrue(
        failure.getMessage().contains("SHA-256 is " + HexFormat.of().formatHex(digest())),
        failure::getMessage);
    assertTrue(failure.getMessage().contains("pinned is " + ANOTHER), failure::getMessage);
    assertEquals(0, server.requests());
  }

  @Test
  void pinsOfATransport_areNotThoseOfItsSiblings() throws Exception {
    HttpClientTransport.Builder builder = trusting().tlsPin(ANOTHER);
    try (HttpClientTransport first = builder.build();
        HttpClientTransport second = builder.tlsPin(HexFormat.of().formatHex(digest())).build()) {
      assertEquals(200, second.send(Loopback.get(server.uri())).status());
      TransportException failure =
          assertThrows(TransportException.class, () -> first.send(Loopback.get(server.uri())));
      assertEquals(Kind.TLS_PIN, failure.kind());
    }
  }

  @Test
  void pinnedKey_mustBeTrustedAllTheSame() throws Exception {
    String hex = HexFormat.of().formatHex(digest());
    HttpClientTransport.Builder untrusted = HttpClientTransport.builder().tlsPin(hex);
    TransportException failure =
        assertThrows(TransportException.class, () -> statusWith(untrusted));
    assertEquals(Kind.TLS, failure.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "sha256/", "sha256/AAAA", "sha256/%%", "sha1/AAAA", "zz"})
  void otherPins_areRefused(String pin) {
    HttpClientTransport.Builder builder = HttpClientTransport.builder();
    assertThrows(InvalidInputException.class, () -> builder.tlsPin(pin));
  }

  private HttpClientTransport.Builder trusting() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), CERTIFICATE.certificatePem());
    return HttpClientTransport.builder().trustingOnly(ca);
  }

  private int statusWith(HttpClientTransport.Builder builder) throws TransportException {
    try (HttpClientTransport transport = builder.build()) {
      return transport.send(Loopback.get(server.uri())).status();
    }
  }

  private static byte[] digest() throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(CERTIFICATE.subjectPublicKeyInfo());
  }
}
