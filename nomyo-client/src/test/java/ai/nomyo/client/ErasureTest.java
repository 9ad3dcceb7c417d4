// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.Ports;
import ai.nomyo.core.SecureChat;
import ai.nomyo.core.Settings;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.crypto.jca.JcaKeyProtection;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.keystore.file.PemDirectoryKeyStore;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.contract.RecordingMemory;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever became of a call, its secrets are erased when it is over. */
@Timeout(60)
class ErasureTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final RecordingMemory ofCalls = new RecordingMemory();
  private final RecordingMemory ofKeys = new RecordingMemory();

  private SecureChatCompletion client(String backend, char[] password) {
    return SecureChat.completion(
        ports(Backends.named(backend).cipher()),
        Settings.builder()
            .retries(RetrySettings.none())
            .build(RouterAddress.of(router.baseUrl().toString(), true)),
        password);
  }

  private Ports ports(HybridCipher cipher) {
    return new Ports(
        cipher,
        HttpClientTransport.builder().build(),
        Optional.of(new ProtectedGoldenKey()),
        recorded(JcaKeyProtection.onJdk()),
        PemDirectoryKeyStore::ofFiles,
        ofCalls);
  }

  /** The golden key with a password, so that there is more to erase. */
  private final class ProtectedGoldenKey implements KeyStore {
    @Override
    public Optional<StoredKey> load(SecretMemory memory) {
      byte[] pem = Golden.bytes("client-password/private_key.pem");
      return Optional.of(new PemKeyPair(ofKeys.holding(pem), Optional.empty()));
    }

    @Override
    public void save(SecretBytes privateKeyPem, String publicKeyPem) {
      throw new AssertionError("there is a key already");
    }

    @Override
    public Optional<String> replace(
        PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate) {
      throw new AssertionError("nobody asked for another key");
    }

    @Override
    public String location() {
      return "golden";
    }
  }

  private KeyProtection recorded(KeyProtection protection) {
    return new KeyProtection() {
      @Override
      public SecretBytes unprotect(SecretBytes encrypted, char[] password, SecretMemory memory)
          throws CipherException {
        return recorded(protection.unprotect(encrypted, password, memory));
      }

      @Override
      public SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
          throws CipherException {
        return recorded(protection.protect(pkcs8, password, memory));
      }

      @Override
      public Scheme inspect(SecretBytes encrypted) throws CipherException {
        return protection.inspect(encrypted);
      }

      @Override
      public String description() {
        return protection.description();
      }

      private SecretBytes recorded(SecretBytes made) {
        try (made) {
          byte[] copy = new byte[made.size()];
          ByteBuffer content = made.lend();
          content.get(copy);
          return ofKeys.holding(copy);
        }
      }
    };
  }

  @AfterEach
  void nothingIsLeft() {
    assertEquals(0, ofKeys.open());
    assertTrue(ofKeys.allZero());
    assertEquals(0, ofCalls.open());
    assertTrue(ofCalls.allZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc"})
  void afterAnAnswer(String backend) {
    try (SecureChatCompletion client = client(backend, Golden.password())) {
      assertEquals(2, ofKeys.handedOut(), "the PEM text and what was under the password");
      assertEquals(0, ofKeys.open(), "what a key was read from is not kept");
      assertEquals(
          Optional.of("echo: " + Canary.PROMPT),
          client.create(Flow.asking(Canary.PROMPT)).firstText());
      assertTrue(ofCalls.handedOut() >= 2, "the prompt's and the answer's");
      nothingIsLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc"})
  void afterAnErasableAnswer_andNotBefore(String backend) {
    try (SecureChatCompletion client = client(backend, Golden.password())) {
      ErasableChatResponse answer = client.createErasable(Flow.asking(Canary.PROMPT));
      assertEquals(2, ofCalls.open(), "the answer's JSON and its text");
      assertEquals("echo: " + Canary.PROMPT, answer.firstText().orElseThrow().toString());
      answer.close();
      nothingIsLeft();
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments("an error", Script.status(500)),
        arguments("a lost connection", Script.closedMidBody()),
        arguments("no package", Script.unencrypted()),
        arguments("a wrong tag", Script.tamperedTag()),
        arguments("a wrong ciphertext", Script.tamperedCiphertext()),
        arguments("a wrong key", Script.tamperedWrappedKey()),
        arguments("another's answer", Script.innerPayloadId("another")),
        arguments("a member named twice", Script.duplicateInnerMember()),
        arguments("an answer that is cut", Script.plaintextNotJson()),
        arguments("an answer that is no object", Script.plaintextNoObject()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void afterAFailure(String name, Script script) {
    router.next(script.times(4));
    for (String backend : new String[] {"jdk", "bc"}) {
      try (SecureChatCompletion client = client(backend, Golden.password())) {
        assertThrows(NomyoException.class, () -> client.create(Flow.asking(Canary.PROMPT)));
        assertThrows(NomyoException.class, () -> client.createErasable(Flow.asking(Canary.PROMPT)));
        assertTrue(ofCalls.handedOut() > 0);
        nothingIsLeft();
      }
    }
  }

  @Test
  void afterAnInterrupt() throws Exception {
    Hold hold = new Hold();
    router.next(Script.held(hold));
    try (SecureChatCompletion client = client("jdk", Golden.password())) {
      FutureTask<?> call =
          new FutureTask<>(
              () ->
                  assertThrows(
                      CallCancelledException.class,
                      () -> client.create(Flow.asking(Canary.PROMPT))));
      Thread thread = new Thread(call);
      thread.start();
      hold.awaitArrival();
      nothingIsLeft();
      thread.interrupt();
      call.get();
      assertTrue(ofCalls.handedOut() > 0);
    }
  }

  @Test
  void afterAWrongPassword() {
    assertThrows(KeyFileException.class, () -> client("jdk", "wrong".toCharArray()));
    assertEquals(1, ofKeys.handedOut());
  }
}
