// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.keystore.pkcs11.Pkcs11KeyStore;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.JdkKeyPair;
import ai.nomyo.testkit.machine.SoftHsm;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose key is in a token: the golden one, in SoftHSM 2. */
final class TokenFlowTest {

  private static SoftHsm token;
  private static Pkcs11KeyStore store;

  @BeforeAll
  static void putGoldenKey() throws Exception {
    token = SoftHsm.freshToken();
    put(token, "golden", goldenPair());
    store = on(token, "golden").open(token.pin());
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  private static Pkcs11KeyStore.Builder on(SoftHsm token, String label) {
    return Pkcs11KeyStore.on(token.library()).slot(token.slot()).keyLabel(label);
  }

  private static KeyPair goldenPair() throws Exception {
    String pem = Golden.text("client/private_key.pem").replaceAll("-----[A-Z ]+-----", "");
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    RSAPrivateCrtKey key =
        (RSAPrivateCrtKey)
            rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    return new KeyPair(
        rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
  }

  private static void put(SoftHsm token, String label, KeyPair pair) throws Exception {
    token.put(label, pair.getPrivate(), selfSigned(pair));
  }

  private static X509Certificate selfSigned(KeyPair pair) throws Exception {
    X500Name name = new X500Name("CN=test");
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.EPOCH),
                    Date.from(Instant.parse("2100-01-01T00:00:00Z")),
                    name,
                    pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp", "bc"})
  void everyBackend_asksAndReadsTheAnswer(String backend) {
    try (FakeRouter router = FakeRouter.start(Backends.named(other(backend)).cipher());
        SecureChatCompletion client =
            Flow.keyless(router).keyStore(store).backend(backend).build()) {
      for (String prompt : List.of("hello", "", "ü".repeat(30_000))) {
        assertEquals(
            Optional.of("echo: " + prompt), client.create(Flow.asking(prompt)).firstText());
      }
      assertEquals(Golden.text("client/public_key.pem"), router.lastRequest().publicKeyPem());
      assertEquals(List.of(), router.violations());
    }
  }

  private static String other(String backend) {
    return backend.equals("jdk") ? "bc" : "jdk";
  }

  static Stream<Arguments> goldenAnswers() {
    return Stream.of("jdk", "conscrypt", "accp", "bc")
        .flatMap(
            backend ->
                Stream.of("minimal", "parameters", "tools", "unicode")
                    .map(name -> Arguments.of(backend, name)));
  }

  @ParameterizedTest
  @MethodSource("goldenAnswers")
  void goldenAnswers_areOpened(String backend, String name) {
    try (SecureCompletionClient client = client(backend)) {
      assertEquals(
          Golden.json("responses/good/" + name + ".result.json"),
          client
              .decryptResponse(
                  Golden.bytes("responses/good/" + name + ".package.json"), Golden.PAYLOAD_ID)
              .json());
    }
  }

  private static SecureCompletionClient client(String backend) {
    return Nomyo.client().keyStore(store).backend(backend).buildProtocolClient();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp", "bc"})
  void tamperedAnswers_areRefusedInTheSameWords(String backend) {
    try (SecureCompletionClient client = client(backend)) {
      for (String flaw :
          List.of("ciphertext-bit", "key-bit", "nonce-bit", "tag-bit", "oaep-mgf1-sha1")) {
        byte[] answer = Golden.bytes("responses/bad/" + flaw + ".package.json");
        SecurityViolationException refused =
            assertThrows(
                SecurityViolationException.class,
                () -> client.decryptResponse(answer, Golden.PAYLOAD_ID));
        assertEquals("the package cannot be opened with this key", refused.getMessage());
      }
    }
  }

  @Test
  void manyCalls_shareTheToken() {
    try (FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
        SecureChatCompletion client = Flow.keyless(router).keyStore(store).build()) {
      List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(
            client.createAsync(Flow.asking("" + i)).thenApply(answer -> answer.firstText()));
      }
      for (int i = 0; i < 50; i++) {
        assertEquals(Optional.of("echo: " + i), answers.get(i).join());
      }
    }
  }

  @Test
  void firstUse_makesTheKeyInTheToken_andLaterClientsFindIt() {
    SoftHsm fresh = SoftHsm.freshToken();
    try (FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
        Pkcs11KeyStore made = on(fresh, "chat").makeMissingKey(true).open(fresh.pin())) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        try (SecureChatCompletion client = Flow.keyless(router).keyStore(made).build()) {
          assertEquals(Optional.of("echo: hello"), client.create(Flow.asking("hello")).firstText());
          keys.add(router.lastRequest().publicKeyPem());
        }
      }
      assertEquals(keys.get(0), keys.get(1));
    }
  }

  /** The answer is as it should be, and nobody is told otherwise. */
  @Test
  void tokenThatFails_isNamed_andNothingCalledTampered() throws Exception {
    SoftHsm failing = SoftHsm.freshToken();
    put(failing, "golden", goldenPair());
    Pkcs11KeyStore closing = on(failing, "golden").open(failing.pin());
    try (SecureCompletionClient client = Nomyo.client().keyStore(closing).buildProtocolClient()) {
      closing.close();
      KeyFileException failed =
          assertThrows(
              KeyFileException.class,
              () ->
                  client.decryptResponse(
                      Golden.bytes("responses/good/minimal.package.json"), Golden.PAYLOAD_ID));
      assertTrue(
          failed.getMessage().startsWith("the answer cannot be opened: PKCS#11 token at slot = "),
          failed.getMessage());
      assertEquals(Optional.of(Golden.PAYLOAD_ID), failed.payloadId());
    }
  }

  @Test
  void unfitKeys_areRefusedBeforeThereIsAClient() throws Exception {
    put(token, "small", JdkKeyPair.rsa(1024).pair());
    Pkcs11KeyStore small = on(token, "small").open(token.pin());
    assertRefused(
        "the key has 1024 bits, at least 2048 are needed", Nomyo.client().keyStore(small));
    Pkcs11KeyStore absent = on(token, "absent").open(token.pin());
    assertRefused("is not there", Nomyo.client().keyStore(absent));
    assertRefused(
        "stays in its token and has no password",
        Nomyo.client().keyStore(store).keyPassword("secret".toCharArray()));
  }

  private static void assertRefused(String message, ClientBuilder client) {
    String said = assertThrows(KeyFileException.class, client::build).getMessage();
    assertTrue(said.contains(message), said);
  }
}
