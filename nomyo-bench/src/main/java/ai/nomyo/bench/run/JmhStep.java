// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * One benchmark with one value for each of its parameters, in a process of its own.
 *
 * @param benchmark the class
 * @param method the benchmark's method, which is the name of the figure
 * @param parameters of the class, by name
 * @param threads as many call it at once, and calls a second are counted; if empty, one thread does
 *     and the time of each call is taken
 */
record JmhStep(
    Class<?> benchmark,
    String method,
    Map<String, String> parameters,
    OptionalInt threads,
    Pace pace)
    implements Step {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Override
  public String label() {
    return Measurement.label(name(), labels());
  }

  private String name() {
    return threads.isPresent() ? method + ":throughput" : method;
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>(parameters);
    threads.ifPresent(count -> labels.put("threads", Integer.toString(count)));
    return labels;
  }

  @Override
  public double expectedSeconds() {
    return pace.expectedSeconds();
  }

  @Override
  public List<Measurement> run() throws StepException {
    QuietOutput output = new QuietOutput();
    try {
      RunResult result = new Runner(options(), output).runSingle();
      return measurements(result);
    } catch (RunnerException failed) {
      throw new StepException(label() + " failed: " + failed.getMessage() + "\n" + output, failed);
    }
  }

  private Options options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark.getName() + "." + method) + "$")
            .forks(pace.forks())
            .warmupIterations(pace.warmups())
            .warmupTime(TimeValue.milliseconds(pace.millis()))
            .measurementIterations(pace.iterations())
            .measurementTime(TimeValue.milliseconds(pace.millis()))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    parameters.forEach(options::param);
    threads.ifPresent(
        count -> options.mode(Mode.Throughput).timeUnit(TimeUnit.SECONDS).threads(count));
    return options.build();
  }

  private List<Measurement> measurements(RunResult result) {
    List<Measurement> measured = new ArrayList<>();
    measured.add(threads.isPresent() ? callsASecond(result) : timeOfACall(result));
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    if (allocated != null && threads.isEmpty()) {
      measured.add(
          new Measurement(name() + ":allocated", labels(), "B", spread(allocated.getStatistics())));
    }
    return measured;
  }

  private Measurement timeOfACall(RunResult result) {
    return new Measurement(
        name(), labels(), "us", spread(result.getPrimaryResult().getStatistics()));
  }

  /**
   * All calls by the time for all. JMH adds up each thread's own rate, and one that got the
   * processor late has a high one.
   */
  private Measurement callsASecond(RunResult result) {
    double[] samples =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(iteration -> iteration.getMetadata().getMeasuredOps() / pace.seconds())
            .toArray();
    return new Measurement(name(), labels(), "ops/s", spread(new ListStatistics(samples)));
  }

  private static Spread spread(Statistics samples) {
    return new Spread(
        samples.getMin(),
        samples.getPercentile(25),
        samples.getPercentile(50),
        samples.getPercentile(75),
        samples.getN());
  }
}
