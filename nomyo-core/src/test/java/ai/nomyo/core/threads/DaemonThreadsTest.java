// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

  private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

  private final ExecutorService executor = DaemonThreads.newExecutor("nomyo-test");

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void eachTask_hasADaemonOfItsOwn() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Future<Thread> one = executor.submit(() -> meet(together));
    Future<Thread> two = executor.submit(() -> meet(together));
    assertTrue(one.get().isDaemon());
    assertTrue(two.get().isDaemon());
  }

  private static Thread meet(CyclicBarrier together) throws Exception {
    together.await(30, TimeUnit.SECONDS);
    return Thread.currentThread();
  }

  @Test
  void threads_areVirtualWhereTheJvmHasThem_andNamedWhereNot() throws Exception {
    Thread thread = executor.submit(Thread::currentThread).get();
    boolean virtual = Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS;
    assertEquals(virtual ? "" : "nomyo-test-1", thread.getName());
  }
}
