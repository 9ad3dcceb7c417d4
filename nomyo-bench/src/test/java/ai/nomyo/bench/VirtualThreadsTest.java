// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.Nomyo;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.PublishedTestKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls on virtual threads let go of their carriers whenever they wait. */
class VirtualThreadsTest {

  private static final int FIRST_JDK = 24; // before, every monitor pinned, the JDK's own too
  private static final int CALLS = 64;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp", "bc"})
  void calls_pinNoCarrier(String backend) throws Exception {
    assumeVirtualThreads();
    try (FakeRouter router = FakeRouter.start();
        SecureChatCompletion client =
            Nomyo.client()
                .baseUrl(router.baseUrl().toString())
                .allowHttp(true)
                .backend(backend)
                .keyStore(PublishedTestKey.store())
                .build()) {
      ChatRequest request = new Chat("ascii", 1_000).request();
      runOnVirtualThreads(() -> client.create(request)); // loads classes, which may pin, once

      assertEquals(List.of(), pinned(() -> client.create(request)));
    }
  }

  @Test
  void waitThatPins_isSeen() throws Exception {
    assumeVirtualThreads();

    assertNotEquals(List.of(), pinned(Pinning::load));
  }

  private static void assumeVirtualThreads() {
    assumeTrue(
        Runtime.version().feature() >= FIRST_JDK, "JDK 24 or later is needed, and this is older");
  }

  private List<RecordedEvent> pinned(Runnable call) throws Exception {
    Path file = directory.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      runOnVirtualThreads(call);
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private static void runOnVirtualThreads(Runnable call) throws Exception {
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(threads.submit(call));
      }
      for (Future<?> made : calls) {
        made.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Its initializer waits, and the JVM's frames that call that cannot leave the carrier. */
  private static final class Pinning {
    static {
      LockSupport.parkNanos(1);
    }

    static void load() {}
  }
}
