// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.SpyingProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

/**
 * Everything works when the host has no provider but SUN, and SUN is asked for no cryptography. In
 * a JVM of its own, in which the module starts up under observation.
 */
final class OnlySunIsLeftFipsTest {

  /** Where the module's entropy comes from. */
  private static final String GENERATOR = "SecureRandom NativePRNG";

  @Test
  void keysMessagesAndPasswords_needNoCryptographyOfTheHosts() throws Exception {
    SpyingProvider sun = new SpyingProvider(Security.getProvider("SUN"));
    List<Provider> before = HostProviders.now();
    try {
      before.forEach(provider -> Security.removeProvider(provider.getName()));
      Security.addProvider(sun);
      assertThrows(NoSuchAlgorithmException.class, () -> Cipher.getInstance("AES"));
      useEverything();
    } finally {
      Security.removeProvider("SUN");
      before.forEach(Security::addProvider);
    }
    System.out.println("SUN was asked for " + sun.asked());
    sun.asked()
        .forEach(
            (service, askers) ->
                assertTrue(
                    service.equals(GENERATOR)
                        || askers.stream().allMatch(OnlySunIsLeftFipsTest::asksForItself),
                    () -> service + ": " + askers));
  }

  /**
   * The JVM's look at the signatures of the module's jar, and the digest inside SUN's generator.
   */
  private static boolean asksForItself(String asker) {
    return asker.startsWith("java.util.jar.")
        || asker.startsWith("sun.security.provider.NativePRNG");
  }

  /** Shows that the spy would have noticed. */
  @Test
  void spy_noticesWhatIsAsked() throws Exception {
    SpyingProvider spy = new SpyingProvider(Security.getProvider("SUN"));
    SecureRandom.getInstance("SHA1PRNG", spy).nextInt();
    assertEquals(
        Map.of("SecureRandom SHA1PRNG", Set.of(OnlySunIsLeftFipsTest.class.getName())),
        spy.asked());
  }

  private static void useEverything() throws Exception {
    HybridCipher cipher = JcaHybridCipher.bcFips();
    Exchange.between(cipher, cipher);
    KeyProtection protection = JcaKeyProtection.bcFips();
    char[] password = "passwörd of a good length".toCharArray();
    try (OpeningKey key = cipher.keys().generate(4096);
        SecretBytes pkcs8 = cipher.keys().writePrivate(key, SecretMemory.offHeap());
        SecretBytes encrypted = protection.protect(pkcs8, password, SecretMemory.offHeap());
        SecretBytes again = protection.unprotect(encrypted, password, SecretMemory.offHeap());
        OpeningKey read = cipher.keys().readPrivate(again)) {
      assertEquals(key.spki(), read.spki());
      assertArrayEquals(bytes(pkcs8), bytes(again));
    }
  }

  private static byte[] bytes(SecretBytes secret) {
    byte[] bytes = new byte[secret.size()];
    secret.lend().get(bytes);
    return bytes;
  }
}
