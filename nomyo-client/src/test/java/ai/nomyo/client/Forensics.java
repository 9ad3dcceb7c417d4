// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.crypto.jca.JcaKeyProtection;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for secrets in the memory of a program that made calls, closed its client and dropped what
 * it had. What may be found stands in the tables of docs/memory.md; where they say "none", there
 * must be none.
 *
 * <p>Afterwards the program keeps what should have been erased, and every search must find it.
 *
 * <p>Subclasses say with which backends.
 */
@Timeout(300)
abstract class Forensics {

  private static final ForensicSecrets SECRETS = new ForensicSecrets("nomyo forensics");

  /** What a JVM reserves beyond that makes its image large, not interesting. */
  private static final String[] SMALL = {
    "-Xmx96m",
    // Or a collection may leave what is dead where little of a region is.
    "-XX:MarkSweepDeadRatio=0",
    "-XX:CompressedClassSpaceSize=16m",
    "-XX:ReservedCodeCacheSize=24m",
    "-Dorg.bouncycastle.fips.approved_only=true"
  };

  @TempDir static Path keys;
  private static RSAPrivateCrtKey clientKey;
  private static RSAPrivateCrtKey routerKey;

  @TempDir Path dumps;

  /** Looks at a program's memory. */
  private interface Search {
    Map<String, Map<String, Integer>> in(ChildJvm jvm, Map<String, List<byte[]>> secrets)
        throws Exception;
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    clientKey = read("client/private_key.pem");
    routerKey = read("server/private_key.pem");
    SecretMemory memory = SecretMemory.onHeap();
    try (SecretBytes pkcs8 = memory.take(clientKey.getEncoded());
        SecretBytes encrypted =
            JcaKeyProtection.onJdk().protect(pkcs8, SECRETS.password().toCharArray(), memory);
        SecretBytes pem = Pem.ofEncryptedPrivateKey(encrypted, memory)) {
      Files.writeString(
          keys.resolve("private_key.pem"), StandardCharsets.US_ASCII.decode(pem.lend()));
    }
  }

  private static RSAPrivateCrtKey read(String name) throws Exception {
    try (SecretBytes text = SecretBytes.owning(Golden.bytes(name));
        Pem pem = Pem.read(text, SecretMemory.onHeap())) {
      byte[] der = new byte[pem.der().size()];
      pem.der().lend().get(der);
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
  }

  @ParameterizedTest(name = "{0}, secure memory {1}")
  @MethodSource("programs")
  void heapDumps_holdNoMoreThanTheDocumentSays(String backend, String secureMemory)
      throws Exception {
    search(backend, secureMemory, "Heap dumps", this::heapDumps, "keep on the heap ");
  }

  @ParameterizedTest(name = "{0}, secure memory {1}")
  @MethodSource("programs")
  void processImage_holdsNoMoreThanTheDocumentSays(String backend, String secureMemory)
      throws Exception {
    assumeTrue(Boolean.getBoolean("nomyo.forensics"), "takes -Dnomyo.forensics=true, and long");
    assumeTrue(GdbImage.canBeTaken(), "takes gdb");
    search(backend, secureMemory, "Process image", this::processImage, "keep unerased ");
  }

  private void search(
      String backend, String secureMemory, String heading, Search search, String where)
      throws Exception {
    AesKeyCollector collector = new AesKeyCollector(JcaHybridCipher.onJdk(), routerKey, clientKey);
    try (FakeRouter router = router(collector);
        ChildJvm jvm = start(router, backend, secureMemory.equals("on"))) {
      jvm.answer("called");
      assertEquals(List.of(), router.violations());
      var found = search.in(jvm, forms(collector));
      keepWhatShouldBeErased(jvm, collector, where);
      var control = search.in(jvm, forms(collector));
      System.out.println(
          heading + ", " + backend + ", secure memory " + secureMemory + ": " + found);
      assertNoMore(found, MemoryDocument.promises(heading, backend, secureMemory));
      assertAllFound(control);
    }
  }

  private static void assertNoMore(
      Map<String, Map<String, Integer>> found, Map<String, String> promises) {
    assertAll(
        found.entrySet().stream()
            .flatMap(
                image ->
                    image.getValue().entrySet().stream()
                        .filter(secret -> promises.get(secret.getKey()).equals("none"))
                        .map(
                            secret ->
                                () ->
                                    assertEquals(
                                        0,
                                        secret.getValue(),
                                        secret.getKey() + " in " + image.getKey()))));
  }

  private static void assertAllFound(Map<String, Map<String, Integer>> control) {
    control.forEach(
        (image, secrets) ->
            secrets.forEach(
                (secret, count) ->
                    assertTrue(count > 0, () -> "the control finds " + secret + " in " + image)));
  }

  private static FakeRouter router(AesKeyCollector collector) {
    return FakeRouter.builder(collector)
        .keyPem(Golden.text("server/private_key.pem"))
        .requireApiKey(SECRETS.apiKey())
        .answerWith(Answer.text(ForensicSecrets.around(SECRETS.answer(), 100_000)))
        .start();
  }

  private ChildJvm start(FakeRouter router, String backend, boolean secure) {
    return JavaProgram.of(ForensicProgram.class)
        .with(SMALL)
        .variable("MALLOC_ARENA_MAX", "1")
        .start(SECRETS.seed(), router.baseUrl(), backend, secure, keys, dumps);
  }

  private static void order(ChildJvm jvm, String order) {
    jvm.say(order);
    jvm.answer("done");
  }

  private static void keepWhatShouldBeErased(
      ChildJvm jvm, AesKeyCollector collector, String where) {
    order(jvm, "call and keep the client");
    Stream.concat(
            Stream.of(clientKey.getPrivateExponent().toByteArray()), collector.collected().stream())
        .forEach(key -> order(jvm, where + HexFormat.of().formatHex(key)));
    order(jvm, where + "texts");
  }

  private Map<String, Map<String, Integer>> heapDumps(
      ChildJvm jvm, Map<String, List<byte[]>> secrets) throws IOException {
    order(jvm, "dump");
    Map<String, Map<String, Integer>> found = new LinkedHashMap<>();
    found.put("live objects", searched(dumps.resolve("live.hprof"), secrets));
    found.put("all objects", searched(dumps.resolve("all.hprof"), secrets));
    return found;
  }

  private Map<String, Map<String, Integer>> processImage(
      ChildJvm jvm, Map<String, List<byte[]>> secrets) throws IOException {
    order(jvm, "collect garbage");
    return Map.of("process", searched(GdbImage.of(jvm.pid(), dumps), secrets));
  }

  private static Map<String, Integer> searched(Path image, Map<String, List<byte[]>> secrets)
      throws IOException {
    Map<String, Integer> counts = new MemoryImage(image).count(secrets);
    Files.delete(image);
    return counts;
  }

  private static Map<String, List<byte[]>> forms(AesKeyCollector collector) {
    Map<String, List<byte[]>> forms = new LinkedHashMap<>();
    forms.put("prompt", ForensicNeedles.ofText(SECRETS.prompt()));
    forms.put("answer", ForensicNeedles.ofText(SECRETS.answer()));
    forms.put("API key", ForensicNeedles.ofText(SECRETS.apiKey()));
    forms.put("password", ForensicNeedles.ofText(SECRETS.password()));
    forms.put(
        "AES keys",
        collector.collected().stream()
            .flatMap(key -> ForensicNeedles.ofAesKey(key).stream())
            .toList());
    forms.put("private key", ForensicNeedles.ofPrivateKey(clientKey));
    return forms;
  }
}
