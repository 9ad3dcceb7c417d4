// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import ai.nomyo.testkit.machine.LockLimit;
import java.io.File;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says of its memory, compared with what the kernel says. */
@EnabledOnOs(OS.LINUX)
class MemoryProtectionTest {

  private static final int SMALL = 1000;
  private static final int LARGE = 3_000_000;
  private static final Predicate<String> ALL = entry -> true;

  /**
   * What a call in a JVM of its own said.
   *
   * @param asked bytes that were to be locked
   * @param locked bytes that were locked, as the client says
   * @param undumped bytes left out of core dumps, as the client says
   * @param kernel bytes that were locked, as the kernel says
   * @param because why not more
   * @param closed bytes still locked after closing, as the kernel says
   */
  private record Said(
      long asked, long locked, long undumped, long kernel, String because, long closed) {

    static Said of(
        List<String> wrapper, Predicate<String> present, String backend, boolean secure, int size) {
      JavaProgram program = JavaProgram.of(CallInMemory.class).behind(wrapper).on(present);
      try (ChildJvm jvm = program.start(backend, secure, size)) {
        assertEquals(String.valueOf(size), jvm.answer("answered "));
        assertEquals("0", jvm.answer("in use "));
        return new Said(
            Long.parseLong(jvm.answer("asked ")),
            Long.parseLong(jvm.answer("locked ")),
            Long.parseLong(jvm.answer("undumped ")),
            Long.parseLong(jvm.answer("kernel ")),
            jvm.answer("because "),
            Long.parseLong(jvm.answer("closed ")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc", "conscrypt", "accp"})
  void smallCall_isLockedWhole_withEveryBackend(String backend) {
    Said said = Said.of(LockLimit.ofBytes(1 << 20), ALL, backend, true, SMALL);
    assertTrue(said.asked() > 0);
    assertEquals(new Said(said.asked(), said.asked(), said.asked(), said.asked(), "[]", 0), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc", "conscrypt", "accp"})
  void largeCallUnderASmallLimit_isLockedInPart_andSaysSo(String backend) {
    Said said = Said.of(LockLimit.ofBytes(1 << 16), ALL, backend, true, LARGE);
    assertTrue(said.locked() > 0 && said.locked() <= 1 << 16, said::toString);
    assertEquals(said.locked(), said.kernel());
    assertTrue(said.asked() > LARGE && said.undumped() == said.asked(), said::toString);
    assertTrue(said.because().contains("raise the limit"), said::toString);
    assertEquals(0, said.closed());
  }

  @Test
  void callThatMayLockNothing_works_andSaysSo() {
    Said said = Said.of(LockLimit.ofBytes(0), ALL, "jdk", true, SMALL);
    assertEquals(new Said(said.asked(), 0, said.asked(), 0, said.because(), 0), said);
    assertTrue(said.because().contains("raise the limit"), said::toString);
  }

  @Test
  void callWithoutJna_works_andSaysSo() {
    Predicate<String> noJna = entry -> !new File(entry).getName().startsWith("jna-");
    Said said = Said.of(List.of(), noJna, "jdk", true, SMALL);
    assertEquals(new Said(said.asked(), 0, 0, 0, said.because(), 0), said);
    assertTrue(said.because().contains("net.java.dev.jna:jna"), said::toString);
  }

  @Test
  void insecureMemory_asksForNothing() {
    assertEquals(new Said(0, 0, 0, 0, "[]", 0), Said.of(List.of(), ALL, "jdk", false, SMALL));
  }

  @Test
  void insecureMemory_isThatClientsAlone() {
    try (FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
        SecureChatCompletion insecure = Flow.client(router).secureMemory(false).build();
        SecureChatCompletion secure = Flow.client(router).build()) {
      insecure.create(Flow.asking("1"));
      secure.create(Flow.asking("2"));
      assertEquals(0, insecure.memory().askedBytes());
      assertTrue(secure.memory().askedBytes() > 0);
      assertEquals(insecure.memory().heapCopies(), secure.memory().heapCopies());
    }
  }
}
