// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM has compiled of SunJCE's AES-GCM before its first large message. */
class LargeMessageTest {

  /** Nothing is left to chance if calls wait for what they make the JVM compile. */
  private static final String COMPILING_AT_ONCE = "-Xbatch";

  @Test
  void firstLargeMessage_meetsAesGcmCompiled_andLeavesItSo(@TempDir Path directory) {
    try (ChildJvm jvm =
        JavaProgram.of(LargeMessageProgram.class).with(COMPILING_AT_ONCE).start(directory)) {
      assertEquals("9000001", jvm.answer("opened "));
      String compiled = jvm.answer("compiled ");
      assertTrue(compiled.contains("GHASH.update"), compiled);
      assertTrue(compiled.contains("GCTR.update"), compiled);
      assertEquals("[]", jvm.answer("undone "));
      String ways = jvm.answer("ways ");
      assertTrue(ways.contains("GCMEncrypt.doUpdate"), ways);
      assertTrue(ways.contains("GCMDecrypt.doFinal"), ways);
    }
  }
}
