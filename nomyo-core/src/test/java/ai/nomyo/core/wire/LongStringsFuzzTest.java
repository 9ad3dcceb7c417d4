// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is read, or refused, as it is when the parser reads its long strings as well. */
class LongStringsFuzzTest {

  private final TwoReadings readings = new TwoReadings();

  static List<Named<byte[]>> documents() {
    return Corpus.seeds("requests", "responses");
  }

  @MethodSource("documents")
  @FuzzTest
  void text(byte[] utf8) {
    readings.assertAlikeButForColumns(utf8);
  }
}
