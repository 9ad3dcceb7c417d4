package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.crypto.jca.JcaKeyProtection;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for secrets in the memory of a program that made calls, closed its client and dropped what
 * it had: in a heap dump of the live objects, in one of all objects, and, where there is gdb, in an
 * image of the whole process, pages excluded from core dumps included. The table of what is found
 * stands in docs/memory.md; this test prints it and fails where it promises more than is true.
 *
 * <p>Afterwards the program keeps what it should have erased, and every search must find it.
 */
@Timeout(300)
class ForensicTest {

  private static final String SEED = "nomyo forensic test";
  private static final ForensicSecrets SECRETS = new ForensicSecrets(SEED);
  private static final Map<String, Map<String, Integer>> TABLE = new TreeMap<>();

  /** What a JVM reserves beyond that makes its image large, not interesting. */
  private static final List<String> SMALL =
      List.of("-Xmx96m", "-XX:CompressedClassSpaceSize=16m", "-XX:ReservedCodeCacheSize=24m");

  @TempDir static Path keys;
  private static RSAPrivateCrtKey clientKey;
  private static RSAPrivateCrtKey routerKey;

  @TempDir Path dumps;

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

  static Stream<String> programs() {
    return Stream.of("accp", "conscrypt", "jdk", "bc")
        .flatMap(backend -> Stream.of(backend + ", secure", backend + ", not secure"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void whatIsFound_isWhatTheDocumentSays(String program) throws Exception {
    String[] how = program.split(", ");
    AesKeyCollector collector = new AesKeyCollector(JcaHybridCipher.onJdk(), routerKey, clientKey);
    try (FakeRouter router = router(collector);
        ChildJvm jvm = start(router, how[0], how[1].equals("secure"))) {
      jvm.answer("called");
      assertEquals(List.of(), router.violations());
      Map<String, Map<String, Integer>> found = search(jvm, collector);
      TABLE.put(program, flat(found));
      keepWhatShouldBeErased(jvm, collector);
      search(jvm, collector)
          .forEach(
              (image, counts) ->
                  counts.forEach(
                      (secret, count) ->
                          assertTrue(count > 0, "the control finds " + secret + " in " + image)));
    }
  }

  private static FakeRouter router(AesKeyCollector collector) {
    return FakeRouter.builder(collector)
        .keyPem(Golden.text("server/private_key.pem"))
        .requireApiKey(SECRETS.apiKey())
        .answerWith(Answer.text(ForensicSecrets.around(SECRETS.answer(), 100_000)))
        .start();
  }

  private ChildJvm start(FakeRouter router, String backend, boolean secure) {
    return ChildJvm.start(
        entry -> true,
        SMALL,
        ForensicProgram.class,
        SEED,
        router.baseUrl().toString(),
        backend,
        Boolean.toString(secure),
        keys.toString(),
        dumps.toString());
  }

  private static void order(ChildJvm jvm, String order) {
    jvm.say(order);
    jvm.answer("done");
  }

  private static void keepWhatShouldBeErased(ChildJvm jvm, AesKeyCollector collector) {
    order(jvm, "keep texts");
    order(jvm, "keep client");
    order(jvm, HexFormat.of().formatHex(clientKey.getPrivateExponent().toByteArray()));
    collector.collected().forEach(key -> order(jvm, HexFormat.of().formatHex(key)));
  }

  private Map<String, Map<String, Integer>> search(ChildJvm jvm, AesKeyCollector collector)
      throws Exception {
    Map<String, List<byte[]>> needles = needles(collector);
    order(jvm, "dump");
    Map<String, Map<String, Integer>> found = new LinkedHashMap<>();
    found.put("live objects", searched(dumps.resolve("live.hprof"), needles));
    found.put("all objects", searched(dumps.resolve("all.hprof"), needles));
    Optional<Path> core = coreImage(jvm);
    if (core.isPresent()) {
      found.put("process", searched(core.get(), needles));
    }
    return found;
  }

  private static Map<String, Integer> searched(Path image, Map<String, List<byte[]>> needles)
      throws IOException {
    long t = System.nanoTime();
    Map<String, Integer> counts = new MemoryImage(image).count(needles);
    System.out.println(
        image.getFileName()
            + " "
            + Files.size(image) / 1e6
            + " MB "
            + (System.nanoTime() - t) / 1e9
            + " s "
            + counts);
    Files.delete(image);
    return counts;
  }

  private static Map<String, List<byte[]>> needles(AesKeyCollector collector) {
    Map<String, List<byte[]>> needles = new LinkedHashMap<>();
    needles.put("prompt", ForensicNeedles.ofText(SECRETS.prompt()));
    needles.put("answer", ForensicNeedles.ofText(SECRETS.answer()));
    needles.put("API key", ForensicNeedles.ofText(SECRETS.apiKey()));
    needles.put("password", ForensicNeedles.ofText(SECRETS.password()));
    needles.put(
        "AES keys",
        collector.collected().stream()
            .flatMap(key -> ForensicNeedles.ofAesKey(key).stream())
            .toList());
    needles.put("private key", ForensicNeedles.ofPrivateKey(clientKey));
    return needles;
  }

  /** Of all its pages, those that are excluded from core dumps, too. */
  private Optional<Path> coreImage(ChildJvm jvm) throws Exception {
    Path core = dumps.resolve("core");
    List<String> command =
        List.of(
            "gdb",
            "-p",
            Long.toString(jvm.pid()),
            "-batch",
            "-ex",
            "set dump-excluded-mappings on",
            "-ex",
            "generate-core-file " + core);
    try {
      Process gdb = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      gdb.waitFor();
      assertTrue(Files.exists(core), said);
      return Optional.of(core);
    } catch (IOException noGdb) {
      return Optional.empty();
    }
  }

  private static Map<String, Integer> flat(Map<String, Map<String, Integer>> found) {
    Map<String, Integer> cells = new LinkedHashMap<>();
    found.forEach(
        (image, counts) ->
            counts.forEach((secret, count) -> cells.put(image + ": " + secret, count)));
    return cells;
  }

  @AfterAll
  static void show() {
    TABLE.forEach(
        (program, cells) -> System.out.println(program + " " + new ArrayList<>(cells.entrySet())));
  }
}
