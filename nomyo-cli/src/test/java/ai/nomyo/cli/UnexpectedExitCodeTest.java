// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** 1: what nobody foresaw, with one line all the same. */
class UnexpectedExitCodeTest extends ExitCodeFixture {

  @Test
  void anErrorOfTheJvm() {
    InputStream exhausting =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }
        };

    assertFailure(1, "OutOfMemoryError", cli.in(exhausting).chat("--request=-"));
  }

  @Test
  void standardInputThatFails() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("I/O error");
          }
        };

    assertFailure(1, "UncheckedIOException", cli.in(failing).chat("--lines"));
  }
}
