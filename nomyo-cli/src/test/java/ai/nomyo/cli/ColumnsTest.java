// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void wrapsEachTextInItsColumn() {
    String shown = new Columns(4).add("One", "abcdef\n😀😀😀😀😀").add("Two", "x").toString();

    assertEquals(
        """
          One   │  Two
          ────  │  ────
          abcd  │  x
          ef    │
          😀😀😀😀  │
          😀     │
        """,
        shown);
  }
}
