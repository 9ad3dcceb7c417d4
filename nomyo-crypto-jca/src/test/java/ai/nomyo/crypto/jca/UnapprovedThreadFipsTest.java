// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A JVM that was not started in approved-only mode: each thread begins outside of it. A thread that
 * entered the mode cannot leave it, hence the order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class UnapprovedThreadFipsTest {

  private static final String SENTENCE =
      "crypto backend bcfips needs approved-only mode on every thread that uses it: start Java with"
          + " -Dorg.bouncycastle.fips.approved_only=true";

  /** The module reads it once, when its classes are loaded. */
  @BeforeAll
  static void forgetTheProperty() {
    System.clearProperty("org.bouncycastle.fips.approved_only");
    assertFalse(CryptoServicesRegistrar.isInApprovedOnlyMode());
  }

  @Test
  @Order(1)
  void nothingIsBuiltThere_andNoFlagIsSet() {
    for (Runnable factory :
        new Runnable[] {() -> JcaHybridCipher.bcFips(), () -> JcaKeyProtection.bcFips()}) {
      BackendUnavailableException error =
          assertThrows(BackendUnavailableException.class, factory::run);
      assertEquals(SENTENCE, error.getMessage());
    }
    assertFalse(CryptoServicesRegistrar.isInApprovedOnlyMode());
  }

  @Test
  @Order(2)
  void whatWasBuiltInTheMode_doesNothingThere() throws Exception {
    CryptoServicesRegistrar.setApprovedOnlyMode(true);
    HybridCipher cipher = JcaHybridCipher.bcFips();
    KeyProtection protection = JcaKeyProtection.bcFips();
    char[] password = "long enough for it".toCharArray();
    try (OpeningKey key = cipher.keys().generate(2048);
        SecretBytes pkcs8 = cipher.keys().writePrivate(key, SecretMemory.offHeap());
        SecretBytes encrypted = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
      SealingKey recipient = cipher.keys().readPublic(key.spki());
      SealedMessage sealed = Exchange.seal(cipher, recipient);
      Exchange.assertOpens(cipher, sealed, key);
      assertRefused(() -> Exchange.seal(cipher, recipient));
      assertRefused(() -> cipher.open(sealed, key, SecretMemory.onHeap()));
      assertRefused(() -> cipher.keys().generate(2048));
      assertRefused(() -> cipher.keys().readPrivate(pkcs8));
      assertRefused(() -> cipher.keys().writePrivate(key, SecretMemory.offHeap()));
      assertRefused(() -> cipher.keys().readPublic(key.spki()));
      assertRefused(() -> protection.protect(pkcs8, password, SecretMemory.offHeap()));
      assertRefused(() -> protection.unprotect(encrypted, password, SecretMemory.offHeap()));
    }
  }

  private static void assertRefused(HostProviders.Body step) throws Exception {
    FutureTask<Void> onAnotherThread =
        new FutureTask<>(
            () -> {
              step.run();
              return null;
            });
    new Thread(onAnotherThread).start();
    ExecutionException refused = assertThrows(ExecutionException.class, onAnotherThread::get);
    assertEquals(
        SENTENCE, assertInstanceOf(CipherException.class, refused.getCause()).getMessage());
  }
}
