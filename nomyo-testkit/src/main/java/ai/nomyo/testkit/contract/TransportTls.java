// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a {@link ai.nomyo.core.port.Transport} talks to over TLS. */
abstract class TransportTls extends TransportFixture {

  @TempDir Path directory;

  TransportTls(TransportContract contract) {
    super(contract);
  }

  @Test
  void trustedCertificate_isTalkedTo() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), FailingExchange.authoritiesPem());
    try (ScriptedServer server = serving(ContractCertificates.TRUSTED);
        Transport trusting = newTransportTrusting(ca)) {
      TransportResponse response =
          trusting.send(Requests.post(server.uri("/"), HttpText.bytes("sealed")));

      assertArrayEquals(HttpText.bytes("fine"), bodyOf(response));
      assertArrayEquals(HttpText.bytes("sealed"), server.onlyRequest().body());
    }
  }

  @Test
  void unknownCertificate_isRefusedByDefault() throws Exception {
    try (ScriptedServer server = serving(ContractCertificates.TRUSTED)) {
      assertFailure(Kind.TLS, false, Requests.get(server.uri("/")), "untrusted by default");
      assertEquals(List.of(), server.requests());
    }
  }

  private static ScriptedServer serving(SelfSignedCertificate certificate) {
    return ScriptedServer.https(certificate.sslContext(), always(ok("fine")));
  }
}
