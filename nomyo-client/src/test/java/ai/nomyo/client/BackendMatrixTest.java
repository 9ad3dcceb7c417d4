// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every named backend with every other; BC-FIPS, which cannot share their class path, apart. */
@DisabledOnOs(OS.WINDOWS)
final class BackendMatrixTest {

  private static final List<String> NAMES = List.of("jdk", "conscrypt", "accp", "bc");

  /** None, one, a window of 48 KB short of one, whole and exceeded, and several windows. */
  private static final int[] SIZES = {0, 1, 49_151, 49_152, 49_153, 200_000};

  private static final List<Provider> HOSTS = List.of(Security.getProviders());
  private static final Map<String, Backend> BACKENDS = all();

  private static Map<String, Backend> all() {
    Map<String, Backend> all = new LinkedHashMap<>();
    NAMES.forEach(name -> all.put(name, Backends.named(name)));
    return all;
  }

  static Stream<Arguments> pairs() {
    return NAMES.stream().flatMap(one -> NAMES.stream().map(other -> Arguments.of(one, other)));
  }

  private static HybridCipher cipher(String name) {
    return BACKENDS.get(name).cipher();
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void everyBackend_opensWhatEveryOtherSealed(String sender, String recipient) throws Exception {
    HybridCipher owner = cipher(recipient);
    try (OpeningKey key = owner.keys().generate(2048)) {
      for (int size : SIZES) {
        byte[] text = new byte[size];
        new Random(size).nextBytes(text);
        Sent.assertArrives(text, cipher(sender), owner, key);
      }
    }
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void everyBackend_readsThePrivateKeysThatEveryOtherWrote(String writer, String reader)
      throws Exception {
    try (OpeningKey made = cipher(writer).keys().generate(2048);
        SecretBytes pkcs8 = cipher(writer).keys().writePrivate(made, SecretMemory.offHeap())) {
      assertReads(reader, pkcs8, made, writer);
    }
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void everyBackend_readsTheProtectedKeysThatEveryOtherWrote(String writer, String reader)
      throws Exception {
    char[] password = "pässword".toCharArray();
    try (OpeningKey made = cipher(writer).keys().generate(2048);
        SecretBytes pkcs8 = cipher(writer).keys().writePrivate(made, SecretMemory.offHeap());
        SecretBytes file =
            BACKENDS.get(writer).keyProtection().protect(pkcs8, password, SecretMemory.offHeap());
        SecretBytes read =
            BACKENDS
                .get(reader)
                .keyProtection()
                .unprotect(file, password, SecretMemory.offHeap())) {
      assertArrayEquals(bytes(pkcs8), bytes(read));
      assertReads(reader, read, made, writer);
    }
  }

  private static void assertReads(String reader, SecretBytes pkcs8, OpeningKey made, String sender)
      throws Exception {
    try (OpeningKey read = cipher(reader).keys().readPrivate(pkcs8)) {
      assertEquals(made.spki(), read.spki());
      Sent.assertArrives(new byte[] {1, 2, 3}, cipher(sender), cipher(reader), read);
    }
  }

  private static byte[] bytes(SecretBytes secret) {
    byte[] bytes = new byte[secret.size()];
    secret.lend().get(bytes);
    return bytes;
  }

  /** Takes turns, so that neither is done before the other begins. */
  @ParameterizedTest(name = "{0} beside {1}")
  @MethodSource("pairs")
  void twoClients_workInOneJvm(String one, String other) {
    try (FakeRouter ofOne = FakeRouter.start(cipher(other));
        FakeRouter ofOther = FakeRouter.start(cipher(one));
        SecureChatCompletion first = Flow.client(ofOne).backend(one).build();
        SecureChatCompletion second = Flow.client(ofOther).backend(other).build()) {
      for (String prompt : List.of("a", "b")) {
        assertEquals(Optional.of("echo: " + prompt), answer(first, prompt));
        assertEquals(Optional.of("echo: " + prompt), answer(second, prompt));
      }
      assertEquals(List.of(one, other), List.of(first.backend().name(), second.backend().name()));
      assertEquals(List.of(), ofOne.violations());
      assertEquals(List.of(), ofOther.violations());
    }
  }

  private static Optional<String> answer(SecureChatCompletion client, String prompt) {
    return client.create(Flow.asking(prompt)).firstText();
  }

  @Test
  void hostsProviders_areTheSameBeforeAndAfter() {
    all();
    try (FakeRouter router = FakeRouter.start(cipher("bc"))) {
      for (String name : NAMES) {
        try (SecureChatCompletion client = Flow.keyless(router).backend(name).build()) {
          answer(client, "x");
        }
      }
    }
    assertEquals(HOSTS, List.of(Security.getProviders()));
    assertEquals(4, new LinkedHashSet<>(BACKENDS.values()).size());
    assertFalse(HOSTS.toString().matches(".*(Conscrypt|Amazon|BC ).*"), HOSTS::toString);
  }

  /** What a client says of itself. */
  @Nested
  class Report {

    private BackendReport of(String name) {
      try (FakeRouter router = FakeRouter.inMemory(cipher("jdk"));
          SecureChatCompletion client = Flow.client(router).backend(name).build()) {
        return client.backend();
      }
    }

    private void assertOneProvider(String name, String provider, String code) {
      BackendReport report = of(name);
      assertEquals(name, report.name());
      assertEquals(code, report.code());
      assertEquals("none", report.fips());
      assertEquals(6, report.steps().size());
      assertEquals(Set.of(provider), new LinkedHashSet<>(report.steps().values()));
      assertTrue(report.keyProtection().contains("SunJCE"), report::keyProtection);
      assertEquals("named by the user", report.choice());
    }

    @Test
    void nativeBackends_doEveryStep() {
      assertOneProvider("conscrypt", "Conscrypt 2.9.0", "native");
      assertOneProvider("accp", "AmazonCorrettoCryptoProvider 2.5.0", "native");
    }

    @Test
    void bouncyCastle_takesRandomNumbersFromTheJvm() {
      BackendReport report = of("bc");
      List<String> others = new ArrayList<>(report.steps().values());
      assertTrue(others.removeIf(who -> !who.contains("Bouncy Castle")), report::toString);
      assertEquals(5, others.size(), report::toString);
      assertEquals("Java", report.code());
    }

    @Test
    void jdk_splitsTheStepsOverItsProviders() {
      String version = " " + System.getProperty("java.specification.version");
      assertEquals(
          Map.of(
              "key generation", "SunRsaSign" + version,
              "key parsing", "SunRsaSign" + version,
              "wrap", "SunJCE" + version,
              "unwrap", "SunJCE" + version,
              "AES-GCM", "SunJCE" + version,
              "random numbers", "SUN" + version),
          of("jdk").steps());
    }

    @Test
    void auto_takesAccpAndSaysWhy() {
      BackendReport report = of("auto");
      assertEquals("accp", report.name());
      assertEquals("auto: the first that is present of accp, conscrypt, jdk, bc", report.choice());
    }
  }

  /** What a class path lacks; each time in a JVM that has this reduced one. */
  @Nested
  class Absence {

    private static final String ACCP =
        "crypto backend accp needs software.amazon.cryptools:AmazonCorrettoCryptoProvider on the"
            + " class path";
    private static final String CONSCRYPT =
        "crypto backend conscrypt needs org.conscrypt:conscrypt-openjdk-uber on the class path";
    private static final String BC =
        "crypto backend bc needs ai.nomyo:nomyo-crypto-bc with org.bouncycastle:bcprov-jdk18on on"
            + " the class path, or on the module path and a program that requires"
            + " ai.nomyo.crypto.bc";
    private static final String BC_FIPS =
        "crypto backend bcfips needs org.bouncycastle:bc-fips on the class path";

    private void assertOutcomes(Predicate<String> absent, Map<String, String> outcomes) {
      String[] names = outcomes.keySet().toArray(String[]::new);
      try (ChildJvm jvm =
          JavaProgram.of(BackendProbe.class).on(absent.negate()).start((Object[]) names)) {
        for (String name : names) {
          assertEquals(outcomes.get(name), jvm.answer(name + ": "));
        }
      }
    }

    private static Predicate<String> jar(String... names) {
      return entry -> Stream.of(names).anyMatch(entry::contains);
    }

    @Test
    void nothingOptional_isNamedRowByRow_andAutoTakesTheJdk() {
      Map<String, String> outcomes = new LinkedHashMap<>();
      outcomes.put("conscrypt", "unavailable, " + CONSCRYPT);
      outcomes.put("accp", "unavailable, " + ACCP);
      outcomes.put("bc", "unavailable, " + BC);
      outcomes.put("bcfips", "unavailable, " + BC_FIPS);
      outcomes.put("jdk", "jdk, named by the user");
      outcomes.put(
          "auto",
          "jdk, auto: the first that is present of accp, conscrypt, jdk, bc; accp: "
              + ACCP
              + "; conscrypt: "
              + CONSCRYPT);
      assertOutcomes(jar("conscrypt", "AmazonCorretto", "bcprov", "nomyo-crypto-bc"), outcomes);
    }

    @Test
    void accpAlone_isSkippedByAuto() {
      assertOutcomes(
          jar("AmazonCorretto"),
          Map.of(
              "auto",
              "conscrypt, auto: the first that is present of accp, conscrypt, jdk, bc; accp: "
                  + ACCP));
    }

    @Test
    void adapterWithoutItsLibrary_isNamed() {
      assertOutcomes(jar("bcprov"), Map.of("bc", "unavailable, " + BC));
    }

    /** In this JVM: plain Bouncy Castle is here, BC-FIPS is not. */
    @Test
    void bcFips_isNamed() {
      assertEquals(BC_FIPS, refusal("bcfips"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JDK", "accp ", "openssl"})
    void unknownName_isRefusedWithTheKnownOnes(String name) {
      assertEquals(
          "backend \""
              + name
              + "\" is unknown; known are accp, conscrypt, jdk, bc, bcfips and auto",
          refusal(name));
    }

    private String refusal(String name) {
      ClientBuilder client = Nomyo.client().backend(name);
      return assertThrows(BackendUnavailableException.class, client::build).getMessage();
    }
  }
}
