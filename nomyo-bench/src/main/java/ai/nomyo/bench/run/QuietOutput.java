// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Keeps what JMH and its processes print, to be shown when something failed. */
final class QuietOutput implements OutputFormat {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Override
  public String toString() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void print(String text) {
    printed.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void println(String text) {
    print(text + "\n");
  }

  @Override
  public void write(int b) {
    printed.write(b);
  }

  @Override
  public void write(byte[] bytes) {
    printed.writeBytes(bytes);
  }

  // What else JMH tells is told by the progress of the whole run.

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams iteration, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams iteration, int number, IterationResult result) {}

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
