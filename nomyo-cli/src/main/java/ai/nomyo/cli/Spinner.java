// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows a person that work goes on; silent where nobody watches. */
final class Spinner {

  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final int FRAME_MILLIS = 100;
  static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream err;
  private final String label;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Spinner::daemon);
  private boolean turning;
  private int frame;

  static Spinner start(Shell shell, String label) {
    Spinner spinner = new Spinner(shell.err(), label);
    if (shell.interactive()) {
      spinner.turn();
    }
    return spinner;
  }

  /** Turns while something is being done. */
  static <T> T during(Shell shell, String label, Supplier<T> work) {
    Spinner spinner = start(shell, label);
    try {
      return work.get();
    } finally {
      spinner.stop();
    }
  }

  private Spinner(PrintStream err, String label) {
    this.err = err;
    this.label = label;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "nomyo-spinner");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void turn() {
    turning = true;
    draw();
    clock.scheduleAtFixedRate(this::draw, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void draw() {
    if (turning) {
      err.print(CLEAR_LINE + FRAMES.charAt(frame++ % FRAMES.length()) + " " + label);
      err.flush();
    }
  }

  /** Stops and clears its line. */
  synchronized void stop() {
    clock.shutdownNow();
    if (turning) {
      turning = false;
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
