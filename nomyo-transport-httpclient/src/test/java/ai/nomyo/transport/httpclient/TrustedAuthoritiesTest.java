// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustedAuthoritiesTest {

  private static final SelfSignedCertificate ONE = SelfSignedCertificate.create();

  @TempDir Path directory;

  @Test
  void emptyFile_isRefused() {
    assertRefused(write(""), "without a certificate");
  }

  @Test
  void textWithoutACertificate_isRefused() {
    assertRefused(write("# my authorities\n"), "something else than certificates");
  }

  @Test
  void privateKey_isRefused() {
    assertRefused(
        write("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
        "something else than certificates");
  }

  @Test
  void brokenCertificate_isRefused_alsoBesideAGoodOne() {
    assertRefused(
        write(
            ONE.certificatePem()
                + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        "something else than certificates");
  }

  @Test
  void missingFile_isRefused() {
    assertRefused(directory.resolve("missing.pem"), "NoSuchFileException");
  }

  @Test
  void directory_isRefused() {
    assertRefused(directory, "cannot be read");
  }

  @Test
  void everyCertificateOfTheFile_isTrusted() throws Exception {
    SelfSignedCertificate two = SelfSignedCertificate.create();
    Path both = write("# one\n" + ONE.certificatePem() + "\n# two\n" + two.certificatePem());
    try (HttpClientTransport transport = HttpClientTransport.builder().trustingOnly(both).build()) {
      assertServed(transport, ONE);
      assertServed(transport, two);
    }
  }

  private static void assertServed(HttpClientTransport transport, SelfSignedCertificate server)
      throws Exception {
    try (TlsServer https = TlsServer.showing(server)) {
      assertEquals(200, transport.send(Loopback.get(https.uri())).status());
    }
  }

  private void assertRefused(Path file, String reason) {
    HttpClientTransport.Builder builder = HttpClientTransport.builder().trustingOnly(file);
    String message = assertThrows(InvalidInputException.class, builder::build).getMessage();
    assertTrue(message.contains(file.toString()) && message.contains(reason), message);
  }

  private Path write(String content) {
    try {
      return Files.writeString(directory.resolve("ca.pem"), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
