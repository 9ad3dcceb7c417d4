// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.testkit.SelfSignedCertificate;
import ai.nomyo.testkit.machine.SpyingProvider;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * TLS by bctls-fips for a client on BC-FIPS, in a JVM that has no other TLS. The router, in a JVM
 * of its own, speaks the JDK's.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TlsOnBcFipsFipsTest {

  private static RemoteRouter router;

  @BeforeAll
  static void startRouter() {
    router = RemoteRouter.https();
  }

  @AfterAll
  static void stopRouter() {
    router.close();
  }

  private static SecureChatCompletion client(SSLContext tls) {
    return Nomyo.client()
        .baseUrl(router.baseUrl())
        .backend("bcfips")
        .keyDirectory(Golden.clientKeys())
        .transport(HttpClientTransport.builder().tls(tls).build())
        .build();
  }

  /** First, so that the module starts up under observation. */
  @Test
  @Order(1)
  void call_goesThroughWithNoProviderOfTheHostsButEntropy() throws Exception {
    SpyingProvider sun =
        OnlySun.during(
            () -> {
              assertThrows(NoSuchAlgorithmException.class, () -> SSLContext.getInstance("TLS"));
              SSLContext tls = BcJsse.trusting(router.certificatePem());
              assertTrue(((BouncyCastleJsseProvider) tls.getProvider()).isFipsMode());
              try (SecureChatCompletion client = client(tls)) {
                assertEquals(Optional.of("echo: x"), client.create(Flow.asking("x")).firstText());
              }
            });
    assertEquals("[]", router.violations());
    System.out.println("SUN was asked by the client with TLS for " + sun.asked());
    OnlySun.assertAskedForEntropyAlone(sun);
  }

  @Test
  void othersCertificate_isNoConnection() throws Exception {
    int fetchesBefore = router.keyFetches();
    SSLContext tls = BcJsse.trusting(SelfSignedCertificate.create().certificatePem());
    try (SecureChatCompletion client = client(tls)) {
      ApiConnectionException failure =
          assertThrows(ApiConnectionException.class, () -> client.create(Flow.asking("x")));
      assertTrue(
          failure.getMessage().endsWith("the certificate is not trusted (TlsFatalAlert)"),
          failure::getMessage);
    }
    assertEquals(fetchesBefore, router.keyFetches());
  }
}
