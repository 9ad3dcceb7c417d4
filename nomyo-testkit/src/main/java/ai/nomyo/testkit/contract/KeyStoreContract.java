package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link KeyStore} does that keeps what it is given. The texts used look like PEM but
 * hold no keys: a store keeps texts, whatever they are.
 *
 * <p>Subclasses say how to make the store.
 */
@Timeout(60)
public abstract class KeyStoreContract {

  private static final String CANARY = "canary-91c7";
  private static final int SAVERS = 8;
  private static final int ROUNDS = 25;

  /** For subclasses. */
  protected KeyStoreContract() {}

  /** A store at a place of its own that holds nothing yet, and goes away with the test. */
  protected abstract KeyStore emptyStore() throws Exception;

  /** Another object on the same place, as another process would have. */
  protected abstract KeyStore reopened(KeyStore store) throws Exception;

  @Test
  void emptyStore_hasNothingToLoad() throws Exception {
    assertEquals(Optional.empty(), emptyStore().load(SecretMemory.offHeap()));
  }

  @Test
  void savedPair_isLoadedUnchanged() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");

    assertHolds("one", store);
    assertHolds("one", reopened(store));
  }

  @Test
  void secretOutsideTheHeap_isSavedTheSame() throws Exception {
    KeyStore store = emptyStore();
    byte[] pem = privatePem("direct").getBytes(StandardCharsets.UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(pem.length).put(pem);
    try (SecretBytes secret = new SecretBytes(direct, () -> {})) {
      store.save(secret, publicPem("direct"));
    }
    assertHolds("direct", reopened(store));
  }

  @Test
  void saving_leavesTheSecretAsItWas() throws Exception {
    try (SecretBytes secret = secret("one")) {
      emptyStore().save(secret, publicPem("one"));

      assertEquals(privatePem("one"), text(secret));
    }
  }

  @Test
  void secondPair_isRefusedAndTheFirstStays() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");

    assertThrows(KeyStorageException.class, () -> save(store, "two"));
    assertThrows(KeyStorageException.class, () -> save(reopened(store), "three"));

    assertHolds("one", store);
  }

  @Test
  void manySaversAtOnce_leaveTheWholePairOfTheOneThatSucceeded() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      KeyStore store = emptyStore();
      List<String> winners = race(store);

      assertEquals(1, winners.size(), () -> "saved by " + winners);
      assertHolds(winners.get(0), store);
    }
  }

  private List<String> race(KeyStore store) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SAVERS);
    CyclicBarrier start = new CyclicBarrier(SAVERS);
    try {
      List<Callable<Optional<String>>> savers = new ArrayList<>();
      for (int i = 0; i < SAVERS; i++) {
        KeyStore own = reopened(store);
        String name = "saver " + i;
        savers.add(() -> saveAfter(start, own, name));
      }
      List<String> winners = new ArrayList<>();
      for (Future<Optional<String>> end : threads.invokeAll(savers)) {
        end.get().ifPresent(winners::add);
      }
      return winners;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<String> saveAfter(CyclicBarrier start, KeyStore store, String name)
      throws Exception {
    start.await();
    try {
      save(store, name);
      return Optional.of(name);
    } catch (KeyStorageException e) {
      return Optional.empty();
    }
  }

  @Test
  void everyLoad_lendsASecretOfItsOwn() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");
    PemKeyPair first = (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow();
    first.close();

    assertThrows(IllegalStateException.class, () -> first.privateKeyPem().lend());
    assertDoesNotThrow(first::close);
    assertHolds("one", store);
  }

  @Test
  void locationAndMessages_showNoSecret() throws Exception {
    KeyStore store = emptyStore();
    save(store, CANARY);
    KeyStorageException refusal =
        assertThrows(KeyStorageException.class, () -> save(store, CANARY));

    assertFalse(store.location().isBlank());
    try (PemKeyPair key = (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow()) {
      for (Object shown : List.of(store.location(), store, key.privateKeyPem(), refusal)) {
        assertFalse(shown.toString().contains(CANARY), shown::toString);
      }
    }
    assertTrue(refusal.getMessage().contains(store.location()), refusal::getMessage);
  }

  private static void save(KeyStore store, String name) throws KeyStorageException {
    try (SecretBytes secret = secret(name)) {
      store.save(secret, publicPem(name));
    }
  }

  private static void assertHolds(String name, KeyStore store) throws KeyStorageException {
    try (PemKeyPair key = (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow()) {
      assertEquals(privatePem(name), text(key.privateKeyPem()));
      assertEquals(Optional.of(publicPem(name)), key.publicKeyPem());
    }
  }

  private static SecretBytes secret(String name) {
    return SecretBytes.owning(privatePem(name).getBytes(StandardCharsets.UTF_8));
  }

  private static String privatePem(String name) {
    return "-----BEGIN PRIVATE KEY-----\n" + name + "\n-----END PRIVATE KEY-----\n";
  }

  private static String publicPem(String name) {
    return "-----BEGIN PUBLIC KEY-----\n" + name + "\n-----END PUBLIC KEY-----\n";
  }

  private static String text(SecretBytes secret) {
    return StandardCharsets.UTF_8.decode(secret.lend()).toString();
  }
}
