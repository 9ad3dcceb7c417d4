// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.MemoryUse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is locked, kept and let go; told by a system that counts. */
class LockedMemoryTest {

  private static final int PAGE = FakePages.PAGE_BYTES;
  private static final int WINDOW = 48 * 1024;
  private static final int PLENTY = Integer.MAX_VALUE;

  private final FakePages system = new FakePages(PLENTY);
  private final LockedMemory memory = new LockedMemory(() -> system, 4 * WINDOW);

  private static void assertUse(MemoryUse use, long inUse, long asked, long locked, long undumped) {
    assertEquals(
        List.of(inUse, asked, locked, undumped),
        List.of(use.inUseBytes(), use.askedBytes(), use.lockedBytes(), use.undumpedBytes()));
  }

  @Test
  void secret_isLockedAndLeftOutOfDumps_inWholePages() {
    try (SecretBytes key = memory.allocate(32);
        SecretBytes window = memory.allocate(WINDOW)) {
      int inUse = key.size() + window.size();
      assertUse(memory.use(), inUse, PAGE + WINDOW, PAGE + WINDOW, PAGE + WINDOW);
      assertEquals(PAGE + WINDOW, system.lockedBytes());
      assertEquals(PAGE + WINDOW, system.excludedBytes());
      assertEquals(List.of(), memory.use().shortfalls());
    }
  }

  @Test
  void closedSecret_staysLockedForTheNext() {
    memory.allocate(WINDOW).close();
    assertUse(memory.use(), 0, WINDOW, WINDOW, WINDOW);
    try (SecretBytes next = memory.allocate(WINDOW - 1)) {
      assertUse(memory.use(), next.size(), WINDOW, WINDOW, WINDOW);
    }
  }

  @Test
  void closingOne_leavesItsNeighboursLocked() {
    List<SecretBytes> secrets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      secrets.add(memory.allocate(32));
    }
    memory.close();
    for (int i = 99; i >= 0; i--) {
      assertEquals((i + 1L) * PAGE, system.lockedBytes());
      secrets.get(i).close();
    }
    assertEquals(0, system.lockedBytes());
    assertEquals(0, system.excludedBytes());
  }

  @Nested
  class Idle {

    private void useAtOnce(int count, int sizeBytes) {
      List<SecretBytes> secrets = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        secrets.add(memory.allocate(sizeBytes));
      }
      secrets.forEach(SecretBytes::close);
    }

    @Test
    void whatIsMoreThanTheBound_isUnlockedAndLetGo() {
      useAtOnce(9, WINDOW);
      assertUse(memory.use(), 0, 4 * WINDOW, 4 * WINDOW, 4 * WINDOW);
      assertEquals(4 * WINDOW, system.lockedBytes());
      assertEquals(4 * WINDOW, system.excludedBytes());
    }

    @Test
    void whatIsLargerThanTheBound_isNotKept() {
      memory.allocate(100 * WINDOW).close();
      assertEquals(0, system.lockedBytes());
      assertUse(memory.use(), 0, 0, 0, 0);
    }

    @Test
    void theSizeThatWasUsedLongestAgo_goesFirst() {
      useAtOnce(1, 2 * WINDOW);
      useAtOnce(1, WINDOW);
      useAtOnce(1, 2 * WINDOW);
      useAtOnce(2, PAGE);
      assertEquals(3 * WINDOW + 2 * PAGE, system.lockedBytes());
      useAtOnce(1, 16 * PAGE);
      assertEquals(2 * WINDOW + 2 * PAGE + 16 * PAGE, system.lockedBytes());
    }

    @Test
    void close_letsGoOfItAll() {
      useAtOnce(3, WINDOW);
      memory.close();
      assertEquals(0, system.lockedBytes());
      assertEquals(0, system.excludedBytes());
      assertUse(memory.use(), 0, 0, 0, 0);
    }
  }

  @Nested
  class UnderALimit {

    private final FakePages system = new FakePages(2 * WINDOW);
    private final LockedMemory memory = new LockedMemory(() -> system, 100 * WINDOW);

    @Test
    void whatIsLocked_isCountedAlone() {
      try (SecretBytes window = memory.allocate(WINDOW);
          SecretBytes answer = memory.allocate(8 * WINDOW)) {
        assertUse(memory.use(), window.size() + answer.size(), 9 * WINDOW, WINDOW, 9 * WINDOW);
        assertEquals(List.of("too much"), memory.use().shortfalls());
      }
    }

    @Test
    void reason_isRemembered_whenItsMemoryIsGone() {
      memory.allocate(8 * WINDOW).close();
      memory.close();
      assertEquals(List.of("too much"), memory.use().shortfalls());
    }

    @Test
    void whatWasNotLocked_isLockedOnceItCanBe() {
      try (SecretBytes first = memory.allocate(2 * WINDOW)) {
        memory.allocate(WINDOW).close();
        assertEquals(2 * WINDOW, system.lockedBytes());
        assertEquals(2 * WINDOW, first.size());
      }
      memory.close();
      try (SecretBytes again = memory.allocate(WINDOW)) {
        assertEquals(WINDOW, system.lockedBytes());
        assertEquals(WINDOW, again.size());
      }
    }

    @Test
    void whatLiesIdle_makesWay() {
      memory.allocate(2 * WINDOW).close();
      try (SecretBytes window = memory.allocate(WINDOW)) {
        assertUse(memory.use(), window.size(), WINDOW, WINDOW, WINDOW);
        assertEquals(List.of(), memory.use().shortfalls());
      }
    }

    @Test
    void whatLiesIdle_staysWhereItWouldNotBeEnough() {
      memory.allocate(WINDOW).close();
      memory.allocate(8 * WINDOW).close();
      assertEquals(WINDOW, system.lockedBytes());
    }
  }

  @Test
  void absentSystem_isSaid_andNothingIsClaimed() {
    LockedMemory degraded = new LockedMemory(() -> new AbsentPages("no library"), WINDOW);
    try (SecretBytes key = degraded.allocate(32)) {
      assertTrue(key.lend().isDirect());
      assertUse(degraded.use(), key.size(), PAGE, 0, 0);
      assertEquals(List.of("no library"), degraded.use().shortfalls());
    }
  }

  @Test
  void oneWarningIsGiven_howeverOftenMemoryIsNotLocked() {
    List<String> warnings = new ArrayList<>();
    BlockPool pool = new BlockPool(() -> new FakePages(PAGE), 0, warnings::add);
    pool.take(PAGE);
    assertEquals(List.of(), warnings);
    pool.take(PAGE);
    pool.take(WINDOW);
    assertEquals(List.of("too much"), warnings);
  }

  @Test
  void secretThatNobodyClosed_isErased_whenItsMemoryIsAbandoned() {
    BlockPool pool = new BlockPool(() -> system, 0, reason -> {});
    ByteBuffer forgotten = pool.take(WINDOW).lend(WINDOW);
    forgotten.put(WINDOW - 1, (byte) 7);
    pool.abandon();
    assertEquals(ByteBuffer.allocate(WINDOW), forgotten);
    assertEquals(0, system.lockedBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4096",
    "1, 4096",
    "4096, 4096",
    "4097, 8192",
    "49152, 49152",
    "49153, 57344",
    "10485760, 10485760",
    "10485761, 12582912",
    "2147483647, 2147475456"
  })
  void sizes_areWholePages_fewAndClose(int secretBytes, int blockBytes) {
    assertEquals(blockBytes, SizeClass.of(secretBytes, PAGE));
  }

  @Test
  void description_showsSizesOnly() {
    try (SecretBytes key = memory.allocate(32)) {
      assertEquals("LockedMemory[4096 bytes locked]", memory.toString());
      assertFalse(key.toString().contains("0x"));
    }
  }
}
