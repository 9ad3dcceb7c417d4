// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM has compiled of SunJCE's AES-GCM before its first large message. */
class LargeMessageTest {

  /** Nothing is left to chance if calls wait for what they make the JVM compile. */
  private static final List<String> COMPILING_AT_ONCE = List.of("-Xbatch");

  @Test
  void firstLargeMessage_meetsAesGcmCompiled_andLeavesItSo(@TempDir Path directory) {
    try (ChildJvm jvm =
        ChildJvm.start(
            List.of(),
            COMPILING_AT_ONCE,
            entry -> true,
            LargeMessageProgram.class,
            directory.toString())) {
      assertEquals("9000001", jvm.answer("opened "));
      String compiled = jvm.answer("compiled ");
      assertTrue(compiled.contains("GHASH.update"), compiled);
      assertTrue(compiled.contains("GCTR.update"), compiled);
      assertEquals("[]", jvm.answer("undone "));
    }
  }
}
