// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.RawConnection;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a fault is for. */
@Timeout(60)
class FaultProxyExchangesTest {

  private static final String KEY = "GET /pki/public_key HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String NOWHERE =
      "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n\r\n\r\nGET /";
  private static final Fault CUT = Fault.closed(After.answerBytes(8));

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private final FakeRouter router = ROUTER.router();
  private final FaultProxy proxy = FaultProxy.inFrontOf(router.baseUrl());

  @AfterEach
  void close() {
    proxy.close();
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(proxy.baseUrl());
  }

  private static void assertStatus(int status, RawConnection client) throws IOException {
    String response = client.response();
    assertTrue(response.startsWith("HTTP/1.1 " + status + " \n"), response);
  }

  @Test
  void withoutFaults_everythingPasses() throws Exception {
    try (RawConnection client = connect()) {
      for (int i = 0; i < 3; i++) {
        assertStatus(200, client.write(KEY));
        assertStatus(404, client.write(NOWHERE));
      }
      assertEquals(1, proxy.connections());
      assertEquals(1, proxy.openConnections());
      assertEquals(6, proxy.exchanges());
      assertEquals(0, proxy.faults());
      assertEquals(1, router.connections());
    }
    proxy.awaitNoConnections();
    assertEquals(0, proxy.openConnections());
    assertEquals(1, proxy.connections());
  }

  @Test
  void next_isForExchanges_howeverManyAConnectionCarries() throws Exception {
    proxy.next(Fault.none(), Fault.none()).next(CUT);
    try (RawConnection client = connect()) {
      assertStatus(404, client.write(NOWHERE));
      assertStatus(200, client.write(KEY));
      assertEquals("HTTP/1.1", client.write(KEY).rest());
    }
    try (RawConnection client = connect()) {
      assertStatus(200, client.write(KEY));
    }
    assertEquals(1, proxy.faults());
  }

  @Test
  void next_isForConnections_whenItComesWithThem() throws Exception {
    proxy.next(CUT, Fault.closed(After.accept()));
    try (RawConnection client = connect()) {
      assertEquals("", client.write(KEY).rest());
    }
    try (RawConnection client = connect()) {
      assertEquals("HTTP/1.1", client.write(KEY).rest());
    }
  }

  @Test
  void exchangesThatAreSentTogether_areTold() throws Exception {
    try (RawConnection client = connect().write(NOWHERE + KEY)) {
      assertStatus(404, client);
      assertStatus(200, client);
    }
    assertEquals(2, proxy.exchanges());
  }

  @Test
  void always_isForEveryExchange_andEndsWithTheReset() throws Exception {
    proxy.always(CUT).next(Fault.none());
    try (RawConnection client = connect()) {
      assertStatus(200, client.write(KEY));
      assertEquals("HTTP/1.1", client.write(KEY).rest());
    }
    try (RawConnection client = connect()) {
      assertEquals("HTTP/1.1", client.write(KEY).rest());
    }

    proxy.reset();

    assertEquals(0, proxy.connections() + proxy.exchanges() + proxy.faults());
    try (RawConnection client = connect()) {
      assertStatus(200, client.write(KEY));
    }
  }

  @Test
  void some_isForThatShare() throws Exception {
    proxy.some(0.5, 1, CUT);
    for (int i = 0; i < 100; i++) {
      try (RawConnection client = connect()) {
        client.write(KEY).response();
      }
    }
    assertTrue(Math.abs(proxy.faults() - 50) < 20, () -> proxy.faults() + " of 100");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void noShare_isRefused(double share) {
    assertThrows(IllegalArgumentException.class, () -> proxy.some(share, 0, CUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1", "http:/nowhere", "router:80"})
  void noServer_isRefused(String uri) {
    assertThrows(IllegalArgumentException.class, () -> FaultProxy.inFrontOf(URI.create(uri)));
  }

  @Test
  void overTls_aConnectionIsOneExchange() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create();
    FakeRouter.Builder builder = FakeRouter.builder().https(certificate);
    try (FakeRouter secure = builder.start();
        FaultProxy inFront = FaultProxy.inFrontOf(secure.baseUrl())) {
      assertEquals("https", inFront.baseUrl().getScheme());
      try (RawConnection client = tls(inFront, certificate)) {
        assertStatus(200, client.write(KEY));
        assertStatus(200, client.write(KEY));
      }
      assertEquals(1, inFront.exchanges());

      inFront.next(Fault.reset(After.request()));
      try (RawConnection client = tls(inFront, certificate)) {
        assertThrows(IOException.class, () -> client.write(KEY));
      }
      assertEquals(1, inFront.faults());
    }
  }

  private static RawConnection tls(FaultProxy proxy, SelfSignedCertificate trusted)
      throws IOException {
    return new RawConnection(
        trusted
            .sslContextTrusting(trusted)
            .getSocketFactory()
            .createSocket(proxy.baseUrl().getHost(), proxy.baseUrl().getPort()));
  }
}
