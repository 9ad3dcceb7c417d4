// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.core.selftest.KnownAnswerTest;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link HybridCipher} must do. An adapter's test extends this class and says which
 * cipher is meant; JUnit 5 runs the rest.
 *
 * <p>Messages that no cipher would make are made with the JVM's default providers, which must offer
 * AES-GCM, RSA-OAEP and RSA and EC keys.
 */
public abstract class HybridCipherContract extends HybridCipherSealingContract {

  /** For subclasses. */
  protected HybridCipherContract() {}

  /** The cipher under test; asked for once per class. */
  @Override
  protected abstract HybridCipher cipher();

  /** Files of the reference client. */
  @Nested
  class Golden {

    @TestFactory
    Stream<DynamicTest> everyReply_isOpened() {
      return tests(
          List.of("minimal", "parameters", "tools", "unicode"),
          name -> {
            JsonObject result = GoldenFiles.json("responses/good/" + name + ".result.json");
            assertEquals(
                withoutClientsMembers(result),
                opened("responses/good/" + name + ".package.json", "client"));
          });
    }

    @TestFactory
    Stream<DynamicTest> everyRequest_isOpened() {
      return tests(
          List.of("minimal", "parameters", "tools", "unicode"),
          name ->
              assertEquals(
                  GoldenFiles.json("requests/" + name + ".plaintext.json"),
                  opened("requests/" + name + ".package.json", "server")));
    }

    @TestFactory
    Stream<DynamicTest> everyBadReply_isRefused() throws CipherException {
      return tests(
          List.of(
              "ciphertext-bit",
              "key-bit",
              "nonce-bit",
              "tag-bit",
              "tag-12-bytes",
              "oaep-mgf1-sha1"),
          name -> {
            try (OpeningKey key = goldenKey("client")) {
              assertRefused(GoldenFiles.message("responses/bad/" + name + ".package.json"), key);
            }
          });
    }

    @Test
    void wrongKey_isRefused() throws CipherException {
      try (OpeningKey key = goldenKey("server")) {
        assertRefused(GoldenFiles.message("responses/good/minimal.package.json"), key);
      }
    }

    private JsonObject opened(String message, String owner) throws CipherException {
      try (OpeningKey key = goldenKey(owner);
          SecretBytes plaintext =
              cipher.open(GoldenFiles.message(message), key, SecretMemory.offHeap())) {
        return GoldenFiles.json(plaintext.lend());
      }
    }

    /** The result is what the reference client returned, with what it adds to the metadata. */
    private JsonObject withoutClientsMembers(JsonObject result) {
      JsonObject metadata =
          result
              .getObject("_metadata")
              .orElseThrow()
              .newBuilder()
              .remove("payload_id")
              .remove("processed_at")
              .remove("is_encrypted")
              .remove("encryption_algorithm")
              .build();
      return result.newBuilder().put("_metadata", metadata).build();
    }
  }

  /** What a cipher says of itself. */
  @Nested
  class Description {

    @Test
    void everyStep_hasANameAndAVersion() {
      CipherDescription description = cipher.description();
      assertTrue(!description.backend().isBlank() && !description.version().isBlank());
      for (CipherDescription.Step step : CipherDescription.Step.values()) {
        String who = description.steps().getOrDefault(step, "");
        assertTrue(who.matches("\\S.* \\S+"), step + ": " + who);
      }
    }

    @Test
    void cipher_givesTheKnownAnswers() {
      KnownAnswerTest.check(cipher);
    }
  }

  /** Secrets that a cipher asked for and must give back. */
  @Nested
  class Memory {

    private final RecordingMemory memory = new RecordingMemory();

    @Test
    void sealing_holdsPlaintextInItAndClosesIt() throws Exception {
      cipher.seal(out -> out.write(TEXT), NOWHERE, sealingKey, memory);
      assertTrue(memory.handedOut() > 0);
      assertEquals(0, memory.open());
    }

    @Test
    void opening_leavesTheAnswerOnly() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      SecretBytes plaintext = cipher.open(sealed, openingKey, memory);
      assertEquals(1, memory.open());
      plaintext.close();
      assertEquals(0, memory.open());
    }
  }

  /** Keys that unwrap in a token; what they unwrap, the cipher decrypts. */
  @Nested
  class Tokens {

    private final RecordingMemory memory = new RecordingMemory();

    @Test
    void whatTheTokenUnwraps_isDecrypted() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      try (SecretBytes plaintext = cipher.open(sealed, token(), memory)) {
        assertArrayEquals(TEXT, array(plaintext.lend()));
        assertEquals(1, memory.open());
      }
    }

    @Test
    void tamperedMessages_areRefusedAsEver() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      TokenKey token = token();
      assertRefused(withWrappedKey(sealed, flipped(sealed.wrappedKey().toArray(), 2047)), token);
      assertRefused(
          withCiphertext(sealed, ByteBuffer.wrap(flipped(array(sealed.ciphertextAndTag()), 0))),
          token);
      assertRefused(withNonce(sealed, new byte[13]), token);
    }

    @TestFactory
    Stream<DynamicTest> unwrappedKeysOfOtherSizes_areRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      return tests(
          List.of(0, 1, 16, 31, 33),
          size ->
              assertRefused(
                  sealed,
                  new FakeToken(openingKey.spki(), wrapped -> Bytes.copyOf(new byte[size]))));
    }

    @Test
    void tokensOwnFailure_comesThroughUnchanged() throws Exception {
      CipherException removed = CipherException.tokenFailed("the token was removed", null);
      FakeToken failing =
          new FakeToken(
              openingKey.spki(),
              wrapped -> {
                throw removed;
              });
      SealedMessage sealed = seal(out -> out.write(TEXT));
      assertSame(
          removed, assertThrows(CipherException.class, () -> cipher.open(sealed, failing, memory)));
      assertEquals(0, memory.open());
    }

    private TokenKey token() throws Exception {
      PrivateKey key = privateKey(openingKey);
      return new FakeToken(openingKey.spki(), wrapped -> unwrapped(wrapped, key));
    }

    private Bytes unwrapped(Bytes wrapped, PrivateKey key) throws CipherException {
      try {
        return ReferenceSeal.standard().unwrap(wrapped, key);
      } catch (GeneralSecurityException refused) {
        throw CipherException.cannotOpen();
      }
    }
  }

  /** What is opened and how it is handed over. */
  @Nested
  class Opening {

    @TestFactory
    Stream<DynamicTest> everyKindOfBuffer_isReadAndLeftAsItWas() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] ciphertext = array(sealed.ciphertextAndTag());
      int size = ciphertext.length;
      ByteBuffer inside = ByteBuffer.allocate(size + 7).position(3).put(ciphertext).flip();
      List<ByteBuffer> kinds =
          List.of(
              ByteBuffer.wrap(ciphertext),
              inside.position(3),
              inside.slice(3, size),
              ByteBuffer.wrap(ciphertext).asReadOnlyBuffer(),
              ByteBuffer.allocateDirect(size).put(ciphertext).flip());
      return tests(
          kinds,
          buffer -> {
            ByteBuffer before = buffer.duplicate();
            assertOpens(TEXT, withCiphertext(sealed, buffer), SecretMemory.onHeap());
            assertOpens(TEXT, withCiphertext(sealed, buffer), SecretMemory.offHeap());
            assertEquals(before.position(), buffer.position());
            assertEquals(before.limit(), buffer.limit());
            assertArrayEquals(ciphertext, array(buffer));
          });
    }

    @Test
    void thirtyTwoThreads_doNotDisturbEachOther() throws Exception {
      int threads = 32;
      CyclicBarrier start = new CyclicBarrier(threads);
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      try {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          byte[] plaintext = randomBytes(i * 1000);
          tasks.add(
              () -> {
                start.await(60, TimeUnit.SECONDS);
                for (int round = 0; round < 5; round++) {
                  assertOpens(plaintext, seal(out -> out.write(plaintext)), SecretMemory.offHeap());
                }
                return null;
              });
        }
        for (Future<Void> done : executor.invokeAll(tasks)) {
          done.get();
        }
      } finally {
        executor.shutdownNow();
      }
    }
  }
}
