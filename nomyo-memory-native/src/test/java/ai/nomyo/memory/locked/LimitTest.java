// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.testkit.machine.JavaProgram;
import ai.nomyo.testkit.machine.Kernel;
import ai.nomyo.testkit.machine.LockLimit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is locked under limits, and said of it, in JVMs of their own. */
@EnabledOnOs(OS.LINUX)
class LimitTest {

  private static final int KEY = 32;
  private static final int WINDOW = 48 * 1024;
  private static final int ANSWER = 9 * 1024 * 1024;
  private static final int BLOCKS = 4096 + WINDOW + 10 * 1024 * 1024;

  private static JavaProgram probe() {
    return JavaProgram.of(MemoryProbe.class);
  }

  private static List<String> said(JavaProgram probe) {
    return probe.output(KEY, WINDOW, ANSWER);
  }

  private static void assertLocked(long locked, long undumped, List<String> said) {
    assertTrue(
        said.containsAll(
            List.of(
                "asked " + BLOCKS,
                "locked " + locked,
                "undumped " + undumped,
                "kernel " + locked,
                "kernel after close 0")),
        said::toString);
  }

  private static void assertOneReason(String beginning, List<String> said) {
    assertEquals(
        1, said.stream().filter(line -> line.startsWith("because ")).count(), said::toString);
    assertTrue(
        said.stream().anyMatch(line -> line.startsWith("because " + beginning)), said::toString);
  }

  @Test
  void unlimited_locksAll() {
    assumeTrue(Kernel.mayLockWithoutLimit(), "this process may not lock without limit");
    List<String> said = said(probe());
    assertLocked(BLOCKS, BLOCKS, said);
    assertTrue(said.stream().noneMatch(line -> line.startsWith("because")), said::toString);
  }

  @Test
  void limitOf64KiB_locksAKeyAndAWindow_andNoLargeAnswer() {
    List<String> said = said(probe().behind(LockLimit.ofBytes(65_536)));
    assertLocked(4096 + WINDOW, BLOCKS, said);
    assertOneReason("the system refused to lock memory (mlock, error 12): raise the limit", said);
  }

  @Test
  void limitOf0_locksNothing_andStillLeavesAllOutOfDumps() {
    List<String> said = said(probe().behind(LockLimit.ofBytes(0)));
    assertLocked(0, BLOCKS, said);
    assertOneReason("the system refused to lock memory (mlock, error 1): raise the limit", said);
  }

  @Test
  void withoutJna_nothingIsLockedOrLeftOut() {
    List<String> said = said(probe().on(entry -> !entry.contains("/jna-")));
    assertLocked(0, 0, said);
    assertOneReason("JNA cannot be used (NoClassDefFoundError): put", said);
  }

  @Test
  void whereJnaCannotLoadItsLibrary_nothingIsLockedOrLeftOut() {
    List<String> said = said(probe().with("-Djna.tmpdir=/proc"));
    assertLocked(0, 0, said);
    assertOneReason("JNA cannot be used (UnsatisfiedLinkError): put", said);
  }
}
