// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.keystore.file.PemDirectoryKeyStore;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Calls that need a first key, whose directory another process has locked. */
@Timeout(120)
class HeldKeyDirectoryTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path keys;

  private final FakeRouter router = ROUTER.router();
  private WatchedStore store;
  private ChildJvm other;

  /** Tells when it is asked to save a pair, and when that has come to its end. */
  private static final class WatchedStore implements KeyStore {

    final CountDownLatch saving = new CountDownLatch(1);
    final CountDownLatch saved = new CountDownLatch(1);
    private final KeyStore store;

    WatchedStore(KeyStore store) {
      this.store = store;
    }

    @Override
    public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
      return store.load(memory);
    }

    @Override
    public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
      saving.countDown();
      store.save(privateKeyPem, publicKeyPem);
      saved.countDown();
    }

    @Override
    public Optional<String> replace(
        PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
        throws KeyStorageException {
      return store.replace(previous, privateKeyPem, publicKeyPem, fate);
    }

    @Override
    public String location() {
      return store.location();
    }
  }

  @BeforeEach
  void lock() {
    store = new WatchedStore(PemDirectoryKeyStore.in(keys));
    other = JavaProgram.of(LockProgram.class).start(keys.resolve(".private_key.pem.lock"));
    assertEquals(" true", other.answer(LockProgram.HELD));
  }

  @AfterEach
  void release() {
    other.close();
  }

  private static FutureTask<CallCancelledException> cancelled(SecureChatCompletion client) {
    return new FutureTask<>(
        () -> assertThrows(CallCancelledException.class, () -> client.create(Flow.asking("x"))));
  }

  private String publicKey() throws IOException {
    return Files.readString(keys.resolve("public_key.pem"));
  }

  private void assertNothingIsSavedYet() {
    assertEquals(1, store.saved.getCount());
    assertFalse(Files.exists(keys.resolve("private_key.pem")));
    assertEquals(0, router.chatCalls());
  }

  @Test
  void interruptedCall_isCancelledAtOnce_andItsKeyServesTheNextOne() throws Exception {
    try (SecureChatCompletion client = Flow.keyless(router).keyStore(store).build()) {
      FutureTask<CallCancelledException> call = cancelled(client);
      Thread caller = new Thread(call);
      caller.start();
      store.saving.await();
      caller.interrupt();
      assertTrue(call.get().payloadId().isPresent());
      assertNothingIsSavedYet();
      other.close();
      assertEquals(Optional.of("echo: x"), client.create(Flow.asking("x")).firstText());
      assertEquals(publicKey(), router.lastRequest().publicKeyPem());
    }
  }

  @Test
  void closedClient_waitsForNobody_andThePairThatItWasSavingIsWhole() throws Exception {
    SecureChatCompletion client = Flow.keyless(router).keyStore(store).build();
    FutureTask<CallCancelledException> call = cancelled(client);
    new Thread(call).start();
    store.saving.await();
    client.close();
    assertTrue(call.get().payloadId().isPresent());
    assertNothingIsSavedYet();
    other.close();
    store.saved.await();
    try (SecureChatCompletion next = Flow.keyless(router).keyDirectory(keys).build()) {
      next.create(Flow.asking("x"));
      assertEquals(publicKey(), router.lastRequest().publicKeyPem());
    }
  }

  @Test
  void lateCall_isToldAtItsDeadline_andTheKeyServesTheNextOne() throws Exception {
    RequestOptions brief = RequestOptions.builder().deadline(Duration.ofSeconds(3)).build();
    try (SecureChatCompletion client = Flow.keyless(router).keyStore(store).build()) {
      DeadlineExceededException late =
          assertThrows(
              DeadlineExceededException.class, () -> client.create(Flow.asking("x"), brief));
      assertTrue(late.getMessage().endsWith("making the client's key"), late::getMessage);
      assertTrue(late.payloadId().isPresent());
      store.saving.await();
      assertNothingIsSavedYet();
      other.close();
      client.create(Flow.asking("x"));
      assertEquals(publicKey(), router.lastRequest().publicKeyPem());
    }
  }
}
