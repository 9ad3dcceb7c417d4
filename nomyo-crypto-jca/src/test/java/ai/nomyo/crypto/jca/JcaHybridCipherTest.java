// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.io.ByteArrayOutputStream;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class JcaHybridCipherTest {

  @Nested
  class OnJdk {

    @Test
    void aProviderInFrontOfTheList_isNeverAsked() throws Exception {
      List<String> asked = new ArrayList<>();
      HostProviders.withFirst(spy(asked), () -> roundTrip(JcaHybridCipher.onJdk()));
      assertEquals(List.of(), asked);
    }

    /** Shows that the spy would have been noticed. */
    @Test
    void aProviderThatIsGiven_isAsked() {
      List<String> asked = new ArrayList<>();
      assertThrows(BackendUnavailableException.class, () -> JcaHybridCipher.using(spy(asked)));
      assertTrue(asked.contains("Cipher AES/GCM/NoPadding"), asked.toString());
    }

    private Provider spy(List<String> asked) {
      OfferingProvider spy = new OfferingProvider("Spy");
      offer(spy, "Cipher", "AES/GCM/NoPadding", asked);
      offer(spy, "Cipher", "RSA/ECB/OAEPPadding", asked);
      offer(spy, "Cipher", "AES", asked);
      offer(spy, "Cipher", "RSA", asked);
      offer(spy, "KeyFactory", "RSA", asked);
      offer(spy, "KeyPairGenerator", "RSA", asked);
      return spy;
    }

    private void offer(OfferingProvider spy, String type, String name, List<String> asked) {
      spy.offer(
          type,
          name,
          () -> {
            asked.add(type + " " + name);
            throw new IllegalStateException("asked");
          });
    }

    @Test
    void hostsProviders_areTheSameBeforeAndAfter() throws Exception {
      List<Provider> before = HostProviders.now();
      roundTrip(JcaHybridCipher.onJdk());
      assertEquals(before, HostProviders.now());
    }

    @Test
    void aMissingProvider_isNamed() throws Exception {
      for (String name : List.of("SunJCE", "SunRsaSign", "SUN")) {
        HostProviders.without(name, () -> assertNames(name));
      }
    }

    private void assertNames(String provider) {
      BackendUnavailableException error =
          assertThrows(BackendUnavailableException.class, JcaHybridCipher::onJdk);
      assertTrue(error.getMessage().endsWith("provider " + provider), error.getMessage());
    }

    @Test
    void anImpostorOfTheSameName_isNotTaken() throws Exception {
      Provider impostor = new OfferingProvider("SunJCE");
      HostProviders.without(
          "SunJCE", () -> HostProviders.withFirst(impostor, () -> assertNames("SunJCE")));
    }

    @Test
    void randomNumbers_areThoseOfSun() {
      assertEquals("SUN", JcaProviders.ofJdk().random().getProvider().getName());
    }
  }

  @Nested
  class Using {

    @Test
    void whatIsLacking_isNamedWithWhereItWasLookedFor() {
      assertLacks("Cipher AES/GCM/NoPadding; looked in []");
      assertLacks("Cipher AES/GCM/NoPadding; looked in [SunRsaSign]", "SunRsaSign");
      assertLacks("KeyFactory RSA; looked in [SunJCE, SUN]", "SunJCE", "SUN");
    }

    private void assertLacks(String what, String... names) {
      Provider[] providers =
          List.of(names).stream().map(Security::getProvider).toArray(Provider[]::new);
      BackendUnavailableException error =
          assertThrows(BackendUnavailableException.class, () -> JcaHybridCipher.using(providers));
      assertTrue(error.getMessage().endsWith("lacks " + what), error.getMessage());
    }

    @Test
    void aProviderThatIsNotRegistered_isEnough() throws Exception {
      List<Provider> before = HostProviders.now();
      roundTrip(JcaHybridCipher.using(new BouncyCastleProvider()));
      assertEquals(before, HostProviders.now());
    }

    @Test
    void randomNumbers_areTheProvidersOwnWhenItHasThem() {
      Provider with = new BouncyCastleProvider();
      Provider without = new OfferingProvider("Empty");
      assertEquals(with, new JcaProviders("x", List.of(without, with)).random().getProvider());
      assertEquals(
          new SecureRandom().getProvider(),
          new JcaProviders("x", List.of(without)).random().getProvider());
    }
  }

  /** A handle holds objects of one backend; another must not run them. */
  @Nested
  class KeysOfAnotherInstance {

    private final HybridCipher cipher = JcaHybridCipher.onJdk();
    private final HybridCipher other = JcaHybridCipher.onJdk();

    @Test
    void areRefused() throws Exception {
      try (OpeningKey key = other.keys().generate(2048)) {
        SealingKey recipient = other.keys().readPublic(key.spki());
        assertThrows(CipherException.class, () -> Exchange.seal(cipher, recipient));
        assertThrows(
            CipherException.class, () -> cipher.keys().writePrivate(key, SecretMemory.offHeap()));
        SealedMessage sealed = Exchange.seal(cipher, cipher.keys().readPublic(key.spki()));
        assertThrows(CipherException.class, () -> cipher.open(sealed, key, SecretMemory.onHeap()));
        other.open(sealed, key, SecretMemory.onHeap()).close();
      }
    }
  }

  /** Providers that fail in ways their interface does not declare. */
  @Nested
  class FailingProvider {

    private final List<SecretBytes> handedOut = new ArrayList<>();
    private final SecretMemory memory =
        sizeBytes -> {
          SecretBytes secret = SecretBytes.owning(new byte[sizeBytes]);
          handedOut.add(secret);
          return secret;
        };

    @Test
    void whenEncrypting_isACipherExceptionAndTheWindowIsErased() throws Exception {
      HybridCipher cipher = failing(new UncheckedFailures());
      try (OpeningKey key = cipher.keys().generate(2048)) {
        SealingKey recipient = cipher.keys().readPublic(key.spki());
        CipherException error =
            assertThrows(
                CipherException.class,
                () ->
                    cipher.seal(
                        out -> out.write(Exchange.TEXT),
                        new ByteArrayOutputStream(),
                        recipient,
                        memory));
        assertEquals("the message cannot be sealed", error.getMessage());
        assertEquals(2, handedOut.size(), "an AES key and plaintext");
        handedOut.forEach(each -> assertThrows(IllegalStateException.class, each::lend));
      }
    }

    @Test
    void whenDecrypting_isTheOpaqueErrorAndThePlaintextIsErased() throws Exception {
      HybridCipher cipher = failing(new UncheckedFailures());
      HybridCipher jdk = JcaHybridCipher.onJdk();
      try (OpeningKey key = cipher.keys().generate(2048)) {
        SealedMessage sealed = Exchange.seal(jdk, jdk.keys().readPublic(key.spki()));
        CipherException error =
            assertThrows(CipherException.class, () -> cipher.open(sealed, key, memory));
        assertEquals(CipherException.cannotOpen().getMessage(), error.getMessage());
        assertNull(error.getCause());
        assertEquals(2, handedOut.size(), "an AES key and plaintext");
        handedOut.forEach(each -> assertThrows(IllegalStateException.class, each::lend));
      }
    }

    @Test
    void failsTheSelfTest_namingBackendAndStep() {
      BackendUnavailableException error =
          assertThrows(
              BackendUnavailableException.class,
              () -> JcaHybridCipher.using(providers(new UncheckedFailures())));
      assertTrue(
          error
              .getMessage()
              .startsWith(
                  "crypto backend Failing+SunJCE+SunRsaSign failed its self-test"
                      + " at opening a known message (RSA-OAEP, AES-GCM)"),
          error.getMessage());
    }

    /** Without the self-test, which it would not pass. */
    private HybridCipher failing(UncheckedFailures gcm) {
      return new JcaHybridCipher(
          JcaBackend.of(new JcaProviders("failing", List.of(providers(gcm)))));
    }

    private Provider[] providers(UncheckedFailures gcm) {
      return new Provider[] {
        new OfferingProvider("Failing").offer("Cipher", "AES/GCM/NoPadding", () -> gcm),
        Security.getProvider("SunJCE"),
        Security.getProvider("SunRsaSign")
      };
    }
  }

  private static void roundTrip(HybridCipher cipher) throws Exception {
    Exchange.between(cipher, cipher);
  }
}
