// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final int RIVALS = 8;
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
  void replacedPair_isGone() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");

    assertEquals(Optional.empty(), replace(store, "one", "two", Previous.REMOVED));
    assertHolds("two", store);
    assertHolds("two", reopened(store));
  }

  @Test
  void replacedPair_isKeptUnderANameOfItsOwn_everyTime() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");
    Optional<String> first = replace(store, "one", "two", Previous.KEPT);
    Optional<String> second = replace(reopened(store), "two", "three", Previous.KEPT);

    assertHolds("three", store);
    assertFalse(first.orElseThrow().isBlank());
    assertNotEquals(first, second);
  }

  @Test
  void pairThatWasReplacedMeanwhile_isNotReplaced() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");
    try (PemKeyPair stale = loaded(store);
        SecretBytes secret = secret("three")) {
      replace(reopened(store), "one", "two", Previous.REMOVED);

      for (Previous fate : Previous.values()) {
        assertThrows(
            KeyStorageException.class,
            () -> store.replace(stale, secret, publicPem("three"), fate));
      }
    }
    assertHolds("two", store);
  }

  @Test
  void whereNoPairIs_noneIsReplaced() throws Exception {
    KeyStore store = emptyStore();

    assertThrows(KeyStorageException.class, () -> replace(store, "one", "two", Previous.REMOVED));
    assertEquals(Optional.empty(), store.load(SecretMemory.offHeap()));
  }

  @Test
  void replacing_leavesBothSecretsAsTheyWere() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");
    try (PemKeyPair previous = loaded(store);
        SecretBytes secret = secret("two")) {
      store.replace(previous, secret, publicPem("two"), Previous.KEPT);

      assertEquals(privatePem("one"), text(previous.privateKeyPem()));
      assertEquals(privatePem("two"), text(secret));
    }
  }

  @Test
  void manySaversAtOnce_leaveTheWholePairOfTheOneThatSucceeded() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      KeyStore store = emptyStore();
      assertOneWins(store, KeyStoreContract::save);
    }
  }

  @Test
  void manyReplacersAtOnce_leaveTheWholePairOfTheOneThatSucceeded() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      KeyStore store = emptyStore();
      save(store, "first");
      assertOneWins(store, (own, name) -> replace(own, "first", name, Previous.KEPT));
    }
  }

  private interface Attempt {
    void at(KeyStore store, String name) throws KeyStorageException;
  }

  private void assertOneWins(KeyStore store, Attempt attempt) throws Exception {
    List<Callable<Optional<String>>> rivals = new ArrayList<>();
    for (int i = 0; i < RIVALS; i++) {
      KeyStore own = reopened(store);
      String name = "rival " + i;
      rivals.add(() -> succeeded(attempt, own, name));
    }
    List<String> winners = atOnce(rivals).stream().flatMap(Optional::stream).toList();

    assertEquals(1, winners.size(), () -> "by " + winners);
    assertHolds(winners.get(0), store);
  }

  private static Optional<String> succeeded(Attempt attempt, KeyStore store, String name) {
    try {
      attempt.at(store, name);
      return Optional.of(name);
    } catch (KeyStorageException e) {
      return Optional.empty();
    }
  }

  @Test
  void loadingWhileThePairIsReplaced_givesWholePairs() throws Exception {
    KeyStore store = emptyStore();
    save(store, "0");
    AtomicBoolean over = new AtomicBoolean();
    List<Callable<Optional<String>>> threads = new ArrayList<>();
    threads.add(() -> replaceOften(store, over));
    for (int i = 1; i < RIVALS; i++) {
      KeyStore own = reopened(store);
      threads.add(() -> loadUntil(over, own));
    }
    atOnce(threads);

    assertHolds(String.valueOf(ROUNDS), store);
  }

  private static Optional<String> replaceOften(KeyStore store, AtomicBoolean over)
      throws KeyStorageException {
    try {
      for (int count = 0; count < ROUNDS; count++) {
        replace(
            store, String.valueOf(count), String.valueOf(count + 1), Previous.values()[count % 2]);
      }
      return Optional.empty();
    } finally {
      over.set(true);
    }
  }

  private static Optional<String> loadUntil(AtomicBoolean over, KeyStore store)
      throws KeyStorageException {
    while (!over.get()) {
      try (PemKeyPair pair = loaded(store)) {
        String name = text(pair.privateKeyPem()).split("\n")[1];
        assertEquals(publicPem(name), pair.publicKeyPem().orElse(publicPem(name)));
      }
    }
    return Optional.empty();
  }

  /** Runs all, which begin together, and fails if one does. */
  private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    CyclicBarrier start = new CyclicBarrier(works.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> work : works) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> ends = new ArrayList<>();
      for (Future<T> end : running) {
        ends.add(end.get());
      }
      return ends;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void interruptedThread_savesAWholePairOrNone_andStaysInterrupted() throws Exception {
    KeyStore store = emptyStore();
    Thread.currentThread().interrupt();
    Optional<String> end = succeeded(KeyStoreContract::save, store, "one");

    assertTrue(Thread.interrupted());
    if (end.isPresent()) {
      assertHolds("one", store);
    } else {
      assertEquals(Optional.empty(), store.load(SecretMemory.offHeap()));
    }
  }

  @Test
  void everyLoad_lendsASecretOfItsOwn() throws Exception {
    KeyStore store = emptyStore();
    save(store, "one");
    PemKeyPair first = loaded(store);
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
    try (PemKeyPair key = loaded(store)) {
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

  private static Optional<String> replace(
      KeyStore store, String previous, String name, Previous fate) throws KeyStorageException {
    try (PemKeyPair expected = new PemKeyPair(secret(previous), Optional.of(publicPem(previous)));
        SecretBytes secret = secret(name)) {
      return store.replace(expected, secret, publicPem(name), fate);
    }
  }

  private static PemKeyPair loaded(KeyStore store) throws KeyStorageException {
    return (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow();
  }

  private static void assertHolds(String name, KeyStore store) throws KeyStorageException {
    try (PemKeyPair key = loaded(store)) {
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
