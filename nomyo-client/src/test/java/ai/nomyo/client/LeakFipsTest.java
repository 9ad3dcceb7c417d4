// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** As {@link LeakTest}, on the backend that cannot share its class path. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class LeakFipsTest {

  @TempDir Path directory;

  @Test
  void noSecret_isSeenAnywhere() throws Exception {
    ManyFlows.assertShowNoSecret("bcfips", directory);
  }
}
