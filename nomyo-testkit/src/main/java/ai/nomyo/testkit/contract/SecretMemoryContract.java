// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link SecretMemory} does.
 *
 * <p>Subclasses say how to make one.
 */
@Timeout(60)
public abstract class SecretMemoryContract {

  /** A key, what is around a page, a window, an answer. */
  private static final int[] SIZES = {0, 1, 32, 4095, 4096, 4097, 48 * 1024, 300_000};

  private static final int THREADS = 16;
  private static final int ROUNDS = 200;

  private SecretMemory memory;

  /** For subclasses. */
  protected SecretMemoryContract() {}

  /** A memory that nothing was taken from yet. */
  protected abstract SecretMemory emptyMemory();

  @BeforeEach
  void take() {
    memory = emptyMemory();
  }

  @AfterEach
  void giveBack() {
    memory.close();
  }

  @Test
  void secret_isZeroedAndAsLargeAsAskedFor() {
    for (SecretMemory.Kind kind : SecretMemory.Kind.values()) {
      for (int size : SIZES) {
        try (SecretBytes secret = memory.allocate(size, kind)) {
          assertEquals(size, secret.size());
          assertEquals(size, secret.lend().remaining());
          assertHolds(0, secret.lend());
        }
      }
    }
  }

  @Test
  void closedSecret_isErasedAndLentNoMore() {
    for (int size : SIZES) {
      SecretBytes secret = memory.allocate(size);
      ByteBuffer lent = secret.lend();
      fill(lent.duplicate(), 7);
      secret.close();

      assertHolds(0, lent);
      assertThrows(IllegalStateException.class, secret::lend);
    }
  }

  @Test
  void nextSecret_isZeroed_whereverItLies() {
    for (int size : SIZES) {
      for (int round = 0; round < 3; round++) {
        try (SecretBytes secret = memory.allocate(size)) {
          assertHolds(0, secret.lend());
          fill(secret.lend(), 7);
        }
      }
    }
  }

  @Test
  void openSecrets_shareNoByte() {
    List<SecretBytes> open = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      SecretBytes secret = memory.allocate(SIZES[i % SIZES.length]);
      fill(secret.lend(), i);
      open.add(secret);
    }
    for (int i = 0; i < open.size(); i += 2) {
      open.get(i).close();
    }
    for (int i = 1; i < open.size(); i += 2) {
      assertHolds(i, open.get(i).lend());
      open.get(i).close();
    }
  }

  @Test
  void secretClosedTwice_givesItsMemoryAwayOnce() {
    SecretBytes first = memory.allocate(32);
    first.close();
    first.close();
    try (SecretBytes second = memory.allocate(32);
        SecretBytes third = memory.allocate(32)) {
      fill(second.lend(), 2);
      assertHolds(0, third.lend());
    }
  }

  @Test
  void manyThreads_haveSecretsOfTheirOwn() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 1; i <= THREADS; i++) {
        int mark = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  useManyTimes(mark);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(0, memory.use().inUseBytes());
  }

  private void useManyTimes(int mark) {
    SplittableRandom random = new SplittableRandom(mark);
    for (int round = 0; round < ROUNDS; round++) {
      try (SecretBytes one = memory.allocate(SIZES[random.nextInt(SIZES.length)]);
          SecretBytes other = memory.allocate(SIZES[random.nextInt(SIZES.length)])) {
        assertHolds(0, one.lend());
        fill(one.lend(), mark);
        fill(other.lend(), -mark);
        assertHolds(mark, one.lend());
        assertHolds(-mark, other.lend());
      }
    }
  }

  @Test
  void closedMemory_stillErases_whatIsOpenAndWhatIsNew() {
    SecretBytes before = memory.allocate(32);
    fill(before.lend(), 7);
    memory.close();
    memory.close();

    assertHolds(7, before.lend());
    for (SecretBytes secret : List.of(before, memory.allocate(32))) {
      ByteBuffer lent = secret.lend();
      fill(lent.duplicate(), 7);
      secret.close();
      assertHolds(0, lent);
    }
    assertEquals(0, memory.use().askedBytes());
  }

  @Test
  void use_claimsNoMoreThanWasAskedFor() {
    try (SecretBytes secret = memory.allocate(10_000)) {
      MemoryUse use = memory.use();
      assertNotEquals("", use.kind());
      assertTrue(use.inUseBytes() == 0 || use.inUseBytes() == secret.size());
      assertTrue(use.lockedBytes() <= use.askedBytes());
      assertTrue(use.undumpedBytes() <= use.askedBytes());
    }
    assertEquals(0, memory.use().inUseBytes());
  }

  private static void fill(ByteBuffer buffer, int mark) {
    while (buffer.hasRemaining()) {
      buffer.put((byte) mark);
    }
  }

  private static void assertHolds(int mark, ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      if (buffer.get() != (byte) mark) {
        throw new AssertionError("not all bytes are " + mark);
      }
    }
  }
}
