// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Routers with a certificate that only some clients trust. */
class HttpsTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER =
      FakeRouterExtension.of(FakeRouter.builder(BcHybridCipher.create()).https());

  @TempDir Path directory;

  private final FakeRouter router = ROUTER.router();

  /** Without leave to speak plain HTTP, which HTTPS does not need. */
  private ClientBuilder client() {
    return Nomyo.client().baseUrl(router.baseUrl().toString()).keyDirectory(Golden.clientKeys());
  }

  private Path pem(SelfSignedCertificate certificate) throws IOException {
    return Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
  }

  @Test
  void trustedCertificate_letsTheCallThrough() throws Exception {
    Path trusted = pem(router.certificate().orElseThrow());
    try (SecureChatCompletion client = client().caCertificates(trusted).build()) {
      assertEquals(Optional.of("echo: x"), client.create(Flow.asking("x")).firstText());
    }
  }

  @Test
  void certificateTheJvmDoesNotTrust_isNoConnection() {
    assertNoTls(client());
  }

  @Test
  void othersCertificate_isNoConnection() throws Exception {
    assertNoTls(client().caCertificates(pem(SelfSignedCertificate.create())));
  }

  private void assertNoTls(ClientBuilder builder) {
    try (SecureChatCompletion client = builder.build()) {
      ApiConnectionException failure =
          assertThrows(ApiConnectionException.class, () -> client.create(Flow.asking("x")));
      assertTrue(
          failure.getMessage().contains("the certificate is not trusted"), failure::getMessage);
      assertFalse(failure.retryable(), "a bad certificate stays bad");
      assertEquals(0, router.keyFetches());
    }
  }
}
