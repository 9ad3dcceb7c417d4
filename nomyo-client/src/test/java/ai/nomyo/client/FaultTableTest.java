// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.client.FaultScene.Exchange;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.NomyoException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/reliability.md, with a real client, a real transport and real sockets. */
@Timeout(60)
class FaultTableTest {

  @TempDir static Path directory;
  private static FakeRouter router;
  private static FakeRouter secureRouter;
  private static Path certificate;

  /** What a caller sees. */
  private record Seen(
      Class<? extends NomyoException> type, boolean retryable, boolean maybeSent, int attempts) {}

  @BeforeAll
  static void start() throws IOException {
    SelfSignedCertificate shown = SelfSignedCertificate.forNames("ip:127.0.0.1");
    certificate = Files.writeString(directory.resolve("ca.pem"), shown.certificatePem());
    router = FakeRouter.start(BcHybridCipher.create());
    secureRouter = FakeRouter.builder(BcHybridCipher.create()).https(shown).start();
  }

  @AfterAll
  static void stop() {
    router.close();
    secureRouter.close();
  }

  static Stream<Arguments> cells() {
    return FaultTable.rows().stream()
        .flatMap(row -> row.in().exchanges().stream().map(each -> Arguments.of(each, row)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void failure_isWhatTheTableSays(Exchange exchange, FaultRow row) throws IOException {
    router.reset();
    try (FaultScene scene = new FaultScene(router, secureRouter, certificate, exchange)) {
      row.scene().accept(scene);

      NomyoException failure = scene.failure();

      assertEquals(
          new Seen(row.failure(), row.retryable(), row.maybeSent(exchange), 1),
          new Seen(
              failure.getClass(),
              failure.retryable(),
              failure.maybeSent(),
              failure.attempts().size()),
          failure.getMessage());
    }
  }

  @Test
  void document_hasExactlyTheseRows() throws IOException {
    assertEquals(
        FaultTable.rows().stream().map(FaultRow::cells).toList(), ReliabilityDocument.faults());
  }
}
