// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.testkit.FakeRouter;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients share nothing with each other, and leave the host's JVM as it is. */
class IndependenceTest {

  @Test
  void twoClients_keepTheirBackendsKeysAndSettingsApart() {
    try (FakeRouter one = FakeRouter.start(Backends.named("bc").cipher());
        FakeRouter two = FakeRouter.start(Backends.named("jdk").cipher());
        SecureChatCompletion jdk =
            Flow.client(one).backend("jdk").apiKey("first").secureMemory(false).build();
        SecureChatCompletion bc =
            Flow.keyless(two)
                .backend("bc")
                .apiKey("second")
                .keyDirectory(Golden.path("client-password"))
                .keyPassword(Golden.password())
                .build()) {
      for (int i = 0; i < 2; i++) {
        assertEquals(Optional.of("echo: 1"), jdk.create(Flow.asking("1")).firstText());
        assertEquals(Optional.of("echo: 2"), bc.create(Flow.asking("2")).firstText());
      }
      assertSeen(one, "1", "Bearer first", Golden.text("client/public_key.pem"));
      assertSeen(two, "2", "Bearer second", Golden.text("client-password/public_key.pem"));
    }
  }

  @Test
  void closedClient_takesNoOtherWithIt() {
    try (FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
        SecureChatCompletion other = Flow.client(router).build()) {
      try (SecureChatCompletion first = Flow.client(router).build()) {
        assertEquals(Optional.of("echo: 1"), first.create(Flow.asking("1")).firstText());
      }
      assertEquals(Optional.of("echo: 2"), other.create(Flow.asking("2")).firstText());
    }
  }

  private static void assertSeen(FakeRouter router, String prompt, String key, String pem) {
    assertEquals(List.of(), router.violations());
    assertEquals(2, router.requests().size());
    router
        .requests()
        .forEach(
            request -> {
              assertEquals(
                  Optional.of(prompt),
                  request.json().getObjects("messages").get(0).getString("content"));
              assertEquals(Optional.of(key), request.header("Authorization"));
              assertEquals(pem, request.publicKeyPem());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc"})
  void providersOfTheHost_areTheSameAfterwards(String backend) {
    Provider[] before = Security.getProviders();
    try (FakeRouter router = FakeRouter.start(Backends.named("jdk").cipher());
        SecureChatCompletion client =
            Flow.keyless(router)
                .backend(backend)
                .keyDirectory(Golden.path("client-password"))
                .keyPassword(Golden.password())
                .build()) {
      client.create(Flow.asking("x"));
    }
    assertArrayEquals(before, Security.getProviders());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BC", "openssl", "jdk "})
  void unknownBackend_isNeverReplacedByAnother(String name) {
    BackendUnavailableException refused =
        assertThrows(BackendUnavailableException.class, Nomyo.client().backend(name)::build);
    assertEquals(
        "backend \"" + name + "\" is unknown; known are accp, conscrypt, jdk, bc, bcfips and auto",
        refused.getMessage());
  }
}
