// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A process that hangs while it has the lock file. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HeldLockTest {

  private static final int HALFWAY = 15;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final FakeTime time = new FakeTime("2026-11-22T17:43:02Z");
  private PemDirectoryKeyStore store;
  private ChildJvm hanging;

  @BeforeEach
  void hang() throws IOException {
    store = PemDirectoryKeyStore.in(directory, Disk.REAL, time);
    hanging =
        JavaProgram.of(PairProgram.class)
            .shortLived()
            .start("hold", "hanging", directory.resolve(Pairs.LOCK));
    assertEquals("held", hanging.line());
  }

  @AfterEach
  void end() {
    hanging.close();
  }

  private void endWhileOthersWait() {
    time.meanwhile = hanging::kill;
  }

  private void assertGivenUp(Executable change) throws IOException {
    KeyStorageException refused = assertThrows(KeyStorageException.class, change);
    assertSaysWhoHasWhat(refused.getMessage());
    assertWaitedInPauses();
    assertEquals(List.of(Pairs.LOCK), Pairs.namesIn(directory));
  }

  private void assertSaysWhoHasWhat(String message) {
    String lock = directory.resolve(Pairs.LOCK).toString();
    assertTrue(message.contains(lock + " is held by another process, for 30 s"), message);
  }

  private void assertWaitedInPauses() {
    assertEquals(LONGEST, time.waited());
    Duration pause = LONGEST.dividedBy(time.waits());
    assertTrue(pause.compareTo(Duration.ofMillis(10)) >= 0, "no busy loop: " + pause);
    assertTrue(pause.compareTo(Duration.ofMillis(100)) <= 0, "nor a long one: " + pause);
  }

  @Test
  void saving_givesUpAfter30Seconds_andSaysWhy() throws Exception {
    assertGivenUp(() -> Pairs.save(store, "one"));
  }

  @Test
  void replacing_givesUpAfter30Seconds_andSaysWhy() throws Exception {
    assertGivenUp(() -> Pairs.replace(store, "one", "two", Previous.KEPT));
  }

  @Test
  void loading_needsNoLock() throws Exception {
    assertTrue(Pairs.load(store).isEmpty());
    assertEquals(0, time.waits());
  }

  /** As in a directory that may only be read. */
  @Test
  void loadingAfterAnInterruptedChange_waits30Seconds_thenWarns() throws Exception {
    hanging.kill();
    Pairs.save(store, "one");
    PemDirectoryKeyStore killed =
        PemDirectoryKeyStore.in(directory, StoppingDisk.killedAt(HALFWAY), time);
    assertThrows(
        StoppingDisk.Killed.class, () -> Pairs.replace(killed, "one", "two", Previous.KEPT));
    hang();

    PemKeyPair pair = Pairs.load(store).orElseThrow();
    assertEquals("one", Pairs.nameOf(pair));
    assertSaysWhoHasWhat(pair.warnings().get(0));
    assertWaitedInPauses();
  }

  @Test
  void lockThatBecomesFree_isTaken() throws Exception {
    endWhileOthersWait();
    Pairs.save(store, "one");
    assertEquals(1, time.waits());
    assertEquals("one", Pairs.nameOf(Pairs.load(store).orElseThrow()));
  }

  @Test
  void interruptedThread_waitsOn_andStaysInterrupted() throws Exception {
    endWhileOthersWait();
    Thread.currentThread().interrupt();
    Pairs.save(store, "one");
    assertTrue(Thread.interrupted());
    assertEquals("one", Pairs.nameOf(Pairs.load(store).orElseThrow()));
  }

  @Test
  void threadThatWaits_keepsNoOtherFromGivingUp() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    time.meanwhile =
        () -> {
          waiting.countDown();
          await(goOn);
        };
    FutureTask<Void> first =
        new FutureTask<>(
            () -> {
              assertGivenUp(() -> Pairs.save(store, "one"));
              return null;
            });
    new Thread(first).start();
    waiting.await();
    FakeTime ofTheOther = new FakeTime("2026-11-22T17:43:02Z");
    PemDirectoryKeyStore other = PemDirectoryKeyStore.in(directory, Disk.REAL, ofTheOther);
    assertThrows(KeyStorageException.class, () -> Pairs.save(other, "two"));
    assertEquals(LONGEST, ofTheOther.waited());
    goOn.countDown();
    first.get();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
