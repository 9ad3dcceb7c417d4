// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.RouterName;
import java.net.URI;
import java.time.Instant;
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
 * What every {@link KnownServers} does.
 *
 * <p>Subclasses say how to make a history.
 */
@Timeout(60)
public abstract class KnownServersContract {

  private static final RouterName ROUTER = RouterName.of(URI.create("https://router.example"));
  private static final RouterName OTHER = RouterName.of(URI.create("http://127.0.0.1:8099/a"));
  private static final int RIVALS = 8;
  private static final int ROUNDS = 25;

  /** For subclasses. */
  protected KnownServersContract() {}

  /** A history at a place of its own that holds nothing yet, and goes away with the test. */
  protected abstract KnownServers empty() throws Exception;

  /** Another object on the same place, as another process would have. */
  protected abstract KnownServers reopened(KnownServers servers) throws Exception;

  private static KnownKey key(int number) {
    return new KnownKey(
        new ServerKeyPin(String.format("%064x", number)), Instant.ofEpochSecond(1_700_000_000));
  }

  @Test
  void firstKey_isRecorded_andStaysTheOneThatCounts() throws Exception {
    KnownServers servers = empty();
    assertEquals(Optional.empty(), servers.putIfAbsent(ROUTER, key(1)));
    for (KnownServers same : List.of(servers, reopened(servers))) {
      assertEquals(Optional.of(key(1)), same.putIfAbsent(ROUTER, key(2)));
      assertEquals(Optional.of(key(1)), same.putIfAbsent(ROUTER, key(1)));
    }
  }

  @Test
  void lookingForAKey_findsTheOneThatCounts_andRecordsNothing() throws Exception {
    KnownServers servers = empty();
    assertEquals(Optional.empty(), servers.known(ROUTER));
    assertEquals(Optional.empty(), servers.putIfAbsent(ROUTER, key(1)));
    servers.putIfAbsent(ROUTER, key(2));
    for (KnownServers same : List.of(servers, reopened(servers))) {
      assertEquals(Optional.of(key(1)), same.known(ROUTER));
      assertEquals(Optional.empty(), same.known(OTHER));
    }
  }

  @Test
  void routers_haveKeysOfTheirOwn() throws Exception {
    KnownServers servers = empty();
    servers.putIfAbsent(ROUTER, key(1));
    assertEquals(Optional.empty(), servers.putIfAbsent(OTHER, key(2)));
    assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(3)));
    assertEquals(Optional.of(key(2)), servers.putIfAbsent(OTHER, key(3)));
  }

  @Test
  void history_isAsItShouldBe_beforeItExistsAndAfterwards() throws Exception {
    KnownServers servers = empty();
    assertEquals(List.of(), servers.check());
    servers.putIfAbsent(ROUTER, key(1));
    assertEquals(List.of(), servers.check());
  }

  @Test
  void wayToAcceptAnotherKey_namesTheRouterAndTheKey() throws Exception {
    String how = empty().howToAccept(OTHER, key(7));
    assertTrue(how.contains(OTHER.text()) && how.contains(key(7).key().sha256()), how);
  }

  @Test
  void interruptedThread_recordsTheKey_andStaysInterrupted() throws Exception {
    KnownServers servers = empty();
    Thread.currentThread().interrupt();
    Optional<KnownKey> known = servers.putIfAbsent(ROUTER, key(1));
    assertTrue(Thread.interrupted());
    assertEquals(Optional.empty(), known);
    assertEquals(Optional.of(key(1)), reopened(servers).putIfAbsent(ROUTER, key(2)));
  }

  @Test
  void ofManyThreadsAtOnce_oneRecordsItsKey_andAllAgreeOnIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        assertOneWinner(race(threads));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What each rival was told. */
  private List<Optional<KnownKey>> race(ExecutorService threads) throws Exception {
    KnownServers servers = empty();
    CyclicBarrier start = new CyclicBarrier(RIVALS);
    List<Callable<Optional<KnownKey>>> rivals = new ArrayList<>();
    for (int i = 0; i < RIVALS; i++) {
      KnownServers own = i % 2 == 0 ? servers : reopened(servers);
      KnownKey key = key(i);
      rivals.add(
          () -> {
            start.await();
            return own.putIfAbsent(ROUTER, key);
          });
    }
    List<Optional<KnownKey>> told = new ArrayList<>();
    for (Future<Optional<KnownKey>> rival : threads.invokeAll(rivals)) {
      told.add(rival.get());
    }
    told.add(counting(servers));
    return told;
  }

  private static Optional<KnownKey> counting(KnownServers servers) throws KeyStorageException {
    return servers.putIfAbsent(ROUTER, key(RIVALS));
  }

  private static void assertOneWinner(List<Optional<KnownKey>> told) {
    int winner = told.indexOf(Optional.<KnownKey>empty());
    assertTrue(winner >= 0, told::toString);
    for (int i = 0; i < told.size(); i++) {
      Optional<KnownKey> expected = i == winner ? Optional.empty() : Optional.of(key(winner));
      assertEquals(expected, told.get(i), told::toString);
    }
  }
}
