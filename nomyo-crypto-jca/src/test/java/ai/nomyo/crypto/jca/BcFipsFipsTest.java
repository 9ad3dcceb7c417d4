// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherDescription.Fips;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.JdkKeyPair;
import java.security.Provider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** BC-FIPS in approved-only mode, in a JVM that was started in it. */
final class BcFipsFipsTest {

  private final HybridCipher cipher = JcaHybridCipher.bcFips();

  @Test
  void everyStep_isDoneByTheModule() {
    CipherDescription description = cipher.description();
    assertEquals("bcfips", description.backend());
    assertEquals("2.1.3", description.version());
    assertEquals(Fips.APPROVED_ONLY, description.fips());
    assertEquals(Set.of("BCFIPS 2.1.3"), new LinkedHashSet<>(description.steps().values()));
  }

  @Test
  void otherBackends_openWhatItSeals_andTheOtherWayRound() throws Exception {
    for (HybridCipher other :
        List.of(JcaHybridCipher.onJdk(), JcaHybridCipher.conscrypt(), JcaHybridCipher.accp())) {
      Exchange.between(cipher, other);
      Exchange.between(other, cipher);
    }
  }

  @Test
  void keys_areReadByOtherBackends_andTheOtherWayRound() throws Exception {
    HybridCipher jdk = JcaHybridCipher.onJdk();
    for (HybridCipher writer : List.of(cipher, jdk)) {
      try (OpeningKey made = writer.keys().generate(2048);
          SecretBytes pkcs8 = writer.keys().writePrivate(made, SecretMemory.offHeap());
          OpeningKey read = (writer == jdk ? cipher : jdk).keys().readPrivate(pkcs8)) {
        assertEquals(made.spki(), read.spki());
      }
    }
  }

  @Test
  void hostsProviders_areTheSameBeforeAndAfter() throws Exception {
    List<Provider> before = HostProviders.now();
    Exchange.between(JcaHybridCipher.bcFips(), JcaHybridCipher.bcFips());
    assertEquals(before, HostProviders.now());
    assertFalse(before.toString().contains("BCFIPS"));
  }

  @Test
  void keysOf1024Bits_areRefused() throws Exception {
    JdkKeyPair pair = JdkKeyPair.rsa(1024);
    assertThrows(CipherException.class, () -> cipher.keys().generate(1024));
    assertThrows(CipherException.class, () -> useBothHalves(pair.pkcs8()));
    assertThrows(
        CipherException.class,
        () -> Exchange.seal(cipher, cipher.keys().readPublic(Bytes.copyOf(pair.spki()))));
  }

  private void useBothHalves(byte[] der) throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(der);
        OpeningKey key = cipher.keys().readPrivate(pkcs8)) {
      SealedMessage sealed =
          Exchange.seal(
              JcaHybridCipher.onJdk(), JcaHybridCipher.onJdk().keys().readPublic(key.spki()));
      Exchange.assertOpens(cipher, sealed, key);
    }
  }
}
