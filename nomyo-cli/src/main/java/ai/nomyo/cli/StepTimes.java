package ai.nomyo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long each step of the demo took, in the order they ended. One thread. */
final class StepTimes {

  /** A step that may fail in its own way. */
  @FunctionalInterface
  interface Step<T, X extends Exception, Y extends Exception> {
    T run() throws X, Y;
  }

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  <T, X extends Exception, Y extends Exception> T timed(String label, Step<T, X, Y> step)
      throws X, Y {
    long start = System.nanoTime();
    T result = step.run();
    nanos.put(label, System.nanoTime() - start);
    return result;
  }

  String table() {
    StringBuilder table = new StringBuilder();
    nanos.forEach(
        (label, time) ->
            table.append(
                String.format(
                    "  %-44s %7.1f ms%n",
                    label, time / (double) TimeUnit.MILLISECONDS.toNanos(1))));
    return table.toString();
  }
}
