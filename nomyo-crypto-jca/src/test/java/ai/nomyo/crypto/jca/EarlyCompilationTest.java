// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** That it compiles what it should is shown by LargeMessageTest, in a JVM of its own. */
final class EarlyCompilationTest {

  private final JcaBackend jdk = JcaBackend.ofJdk();
  private final AesGcm gcm = new AesGcm(jdk.providers(), jdk.random());

  @Test
  void secondOfAJvm_doesNotBegin() {
    JcaHybridCipher.onJdk();
    assertEquals(Optional.empty(), EarlyCompilation.begin(gcm));
  }

  @Test
  void whatDoesNotBecomeFast_comesToAnEnd() {
    JcaProviders slow = new JcaProviders("slow", List.of(new BouncyCastleProvider()));
    new EarlyCompilation(new AesGcm(slow, jdk.random())).run();
  }

  @Test
  void interruptedThread_stops_andStaysInterrupted() {
    Thread.currentThread().interrupt();
    new EarlyCompilation(gcm).run();
    assertTrue(Thread.interrupted());
  }
}
