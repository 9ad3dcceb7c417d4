// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpinnerTest {

  private static final String CLEAR_LINE = "\r\033[K";

  /** Notes what is written, and lets others wait for the second picture. */
  private static final class Screen extends OutputStream {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CountDownLatch turned = new CountDownLatch(2);

    @Override
    public synchronized void write(int b) {
      shown.write(b);
      if (b == '\r') {
        turned.countDown();
      }
    }

    synchronized String text() {
      return shown.toString(StandardCharsets.UTF_8);
    }
  }

  private static Shell shell(OutputStream err, boolean interactive) {
    return Cli.plain().shell(OutputStream.nullOutputStream(), err, interactive);
  }

  @Test
  @Timeout(60)
  void turnsForAPersonAndClearsItsLine() throws InterruptedException {
    Screen screen = new Screen();

    Spinner spinner = Spinner.start(shell(screen, true), "waiting");
    screen.turned.await();
    spinner.stop();

    assertTrue(screen.text().startsWith(CLEAR_LINE + "⠋ waiting" + CLEAR_LINE + "⠙ waiting"));
    assertTrue(screen.text().endsWith(" waiting" + CLEAR_LINE));
  }

  @Test
  void isSilentWhereNobodyWatches() {
    Screen screen = new Screen();

    Spinner.start(shell(screen, false), "waiting").stop();

    assertEquals("", screen.text());
  }
}
