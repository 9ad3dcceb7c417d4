// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import ai.nomyo.core.port.CipherDescription.Step;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The named backends side by side in one JVM. */
@DisabledOnOs(OS.WINDOWS)
final class BackendsTest {

  private static List<JcaHybridCipher> all() {
    return List.of(
        JcaHybridCipher.onJdk(),
        JcaHybridCipher.conscrypt(),
        JcaHybridCipher.accp(),
        JcaHybridCipher.using(new BouncyCastleProvider()));
  }

  @TestFactory
  Stream<DynamicTest> everyBackend_opensWhatEveryOtherSealed() {
    List<DynamicTest> tests = new ArrayList<>();
    for (HybridCipher sender : all()) {
      for (HybridCipher recipient : all()) {
        String name = name(sender) + " to " + name(recipient);
        tests.add(DynamicTest.dynamicTest(name, () -> Exchange.between(sender, recipient)));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> everyBackend_readsTheKeysThatEveryOtherWrote() {
    List<DynamicTest> tests = new ArrayList<>();
    for (HybridCipher writer : all()) {
      for (HybridCipher reader : all()) {
        String name = name(writer) + " to " + name(reader);
        tests.add(DynamicTest.dynamicTest(name, () -> assertReadsKeysOf(writer, reader)));
      }
    }
    return tests.stream();
  }

  private static void assertReadsKeysOf(HybridCipher writer, HybridCipher reader) throws Exception {
    try (OpeningKey made = writer.keys().generate(2048);
        SecretBytes pkcs8 = writer.keys().writePrivate(made, SecretMemory.offHeap());
        OpeningKey read = reader.keys().readPrivate(pkcs8)) {
      assertEquals(made.spki(), read.spki());
      Exchange.assertOpens(
          reader, Exchange.seal(writer, writer.keys().readPublic(made.spki())), read);
    }
  }

  private static String name(HybridCipher cipher) {
    return cipher.description().backend();
  }

  @Test
  void hostsProviders_areTheSameBeforeAndAfter() throws Exception {
    List<Provider> before = HostProviders.now();
    for (HybridCipher cipher : all()) {
      Exchange.between(cipher, cipher);
    }
    assertEquals(before, HostProviders.now());
    assertFalse(before.toString().contains("Conscrypt") || before.toString().contains("Amazon"));
  }

  @Test
  void nativeBackends_doEveryStepThemselves() {
    assertOneProvider("Conscrypt 2.9.0", JcaHybridCipher.conscrypt().description());
    assertOneProvider("AmazonCorrettoCryptoProvider 2.5.0", JcaHybridCipher.accp().description());
  }

  private static void assertOneProvider(String provider, CipherDescription description) {
    Collection<String> all = description.steps().values();
    assertEquals(Set.of(provider), new LinkedHashSet<>(all));
    assertEquals(Code.NATIVE, description.code());
    assertEquals(Fips.NONE, description.fips());
  }

  /** They need no host provider for it either, not even for a digest. */
  @Test
  void nativeBackends_needNoneOfTheJdksCiphersOrKeys() throws Exception {
    HostProviders.without(
        "SunJCE",
        () ->
            HostProviders.without(
                "SunRsaSign",
                () -> {
                  Exchange.between(JcaHybridCipher.conscrypt(), JcaHybridCipher.accp());
                  Exchange.between(JcaHybridCipher.accp(), JcaHybridCipher.conscrypt());
                }));
  }

  @Test
  void jdkBackend_saysHowItSplitsTheSteps() {
    String version = System.getProperty("java.specification.version");
    CipherDescription description = JcaHybridCipher.onJdk().description();
    assertEquals("jdk", description.backend());
    assertEquals(System.getProperty("java.version"), description.version());
    assertEquals("SunRsaSign " + version, description.steps().get(Step.KEY_GENERATION));
    assertEquals("SunRsaSign " + version, description.steps().get(Step.KEY_PARSING));
    assertEquals("SunJCE " + version, description.steps().get(Step.WRAP));
    assertEquals("SunJCE " + version, description.steps().get(Step.UNWRAP));
    assertEquals("SunJCE " + version, description.steps().get(Step.AES_GCM));
    assertEquals("SUN " + version, description.steps().get(Step.RANDOM_NUMBERS));
    assertTrue(description.toString().startsWith("jdk "), description.toString());
  }

  @Test
  void providerThatTheCallerBrings_isNotSaidToBeJavaOrNative() {
    CipherDescription description = JcaHybridCipher.using(new BouncyCastleProvider()).description();
    assertEquals("BC", description.backend());
    assertEquals(Code.UNKNOWN, description.code());
  }
}
