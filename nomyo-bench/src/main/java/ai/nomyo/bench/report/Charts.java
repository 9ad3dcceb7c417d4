// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.report.Figures.Work;
import ai.nomyo.bench.result.Spread;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All the charts as SVG, by name; only those that there are figures for. */
final class Charts {

  private static final String PAYLOAD = "bytes of text";

  private final List<Figures> runs;
  private final List<String> backends;
  private final Map<String, String> charts = new LinkedHashMap<>();

  Charts(List<Figures> runs) {
    this.runs = runs;
    this.backends =
        runs.stream().map(Figures::backends).flatMap(Collection::stream).distinct().toList();
  }

  Map<String, String> all() {
    for (Operation operation : Operation.values()) {
      payload(operation);
    }
    runs.forEach(this::throughput);
    calls();
    keys();
    cold();
    return charts;
  }

  private void payload(Operation operation) {
    String name = operation.measured();
    add(
        name + "-ratio",
        byPayload(
                new LineChart(name + ": ours / sum of primitives", PAYLOAD, "ratio", false),
                (run, work) -> run.ratio(operation, work))
            .limit("target", Target.RATIO));
    add(
        name + "-time",
        byPayload(
            new LineChart(name + ": median time", PAYLOAD, "µs", true),
            (run, work) -> run.micros(operation, work)));
    add(
        name + "-allocated",
        byPayload(
            new LineChart(name + ": bytes allocated", PAYLOAD, "bytes", true),
            (run, work) -> run.allocated(operation, work)));
  }

  private LineChart byPayload(LineChart chart, BiFunction<Figures, Work, OptionalDouble> figure) {
    for (Figures run : runs) {
      for (String backend : run.backends()) {
        Map<Integer, Double> points = new HashMap<>();
        for (int payload : run.payloads()) {
          figure
              .apply(run, Work.plain(backend, payload))
              .ifPresent(value -> points.put(payload, value));
        }
        chart.line(on(backend, run), Look.of(backend), isSecondJdk(run), points);
      }
    }
    return chart;
  }

  private boolean isSecondJdk(Figures run) {
    return !run.jdk().equals(runs.get(0).jdk());
  }

  private static String on(String what, Figures run) {
    return what + ", JDK " + run.jdk();
  }

  private void throughput(Figures run) {
    LineChart chart =
        new LineChart(
            "open 1 KB on JDK " + run.jdk() + ", beside the bare unwrap",
            "threads (1, 2, 8, 64)",
            "calls a second",
            true);
    for (String backend : run.backends()) {
      Map<Integer, Double> ours = new HashMap<>();
      Map<Integer, Double> bare = new HashMap<>();
      for (int threads : run.threads()) {
        run.throughput(Operation.OPEN, backend, threads)
            .ifPresent(value -> ours.put(threads, value));
        run.bareThroughput(Operation.OPEN, backend, threads)
            .ifPresent(value -> bare.put(threads, value));
      }
      chart.line(backend, Look.of(backend), false, ours);
      chart.line(backend + ", bare", Look.of(backend), true, bare);
    }
    add("throughput-jdk" + run.jdk(), chart);
  }

  private void calls() {
    BarChart chart = new BarChart("call of 1 KB beyond router and loopback", "ms", backends);
    for (Figures run : runs) {
      chart.bar(on("call", run), figure(run::beyondExchange));
      chart.bar(
          on("bare unwrap", run),
          figure(backend -> Figures.divided(run.ofBackend("unwrap", backend), 1e3)));
    }
    add("call", chart.limit("target of accp", Target.CALL_MILLIS));
  }

  private void keys() {
    BarChart chart = new BarChart("making an RSA key of 4096 bits", "s", backends);
    for (Figures run : runs) {
      chart.bar(on("lower quartile", run), seconds(run, Spread::lower));
      chart.bar(on("median", run), seconds(run, Spread::median));
      chart.bar(on("upper quartile", run), seconds(run, Spread::upper));
    }
    add("key", chart);
  }

  private static Function<String, @Nullable Double> seconds(
      Figures run, Function<Spread, Double> quartile) {
    return backend ->
        run.results()
            .find("generateKey", Map.of("backend", backend))
            .map(made -> quartile.apply(made.spread()) / 1e6)
            .orElse(null);
  }

  private void cold() {
    BarChart beyond =
        new BarChart("process with a fresh key, beyond one that only makes a key", "ms", backends);
    BarChart stored = new BarChart("process with a stored key", "ms", backends);
    BarChart first = new BarChart("first seal of 9 MB in a process", "ms", backends);
    for (Figures run : runs) {
      beyond.bar("JDK " + run.jdk(), figure(run::beyondKey));
      stored.bar("JDK " + run.jdk(), figure(on -> run.ofBackend("coldStoredKey", on)));
      stored.bar(
          "JDK " + run.jdk() + ", started quickly",
          figure(on -> run.ofBackend("coldQuickStart", on)));
      first.bar("JDK " + run.jdk(), figure(on -> run.ofBackend("coldFirstSeal", on)));
    }
    add("cold-fresh-key", beyond.limit("target", Target.PROCESS_MILLIS));
    add("cold-stored-key", stored.limit("target", Target.PROCESS_MILLIS));
    add("cold-first-seal", first.limit("target", Target.FIRST_SEAL_MILLIS));
  }

  private static Function<String, @Nullable Double> figure(
      Function<String, OptionalDouble> measured) {
    return backend -> {
      OptionalDouble value = measured.apply(backend);
      return value.isPresent() ? (Double) value.getAsDouble() : null;
    };
  }

  private void add(String name, LineChart chart) {
    if (!chart.isEmpty()) {
      charts.put(name, chart.svg());
    }
  }

  private void add(String name, BarChart chart) {
    if (!chart.isEmpty()) {
      charts.put(name, chart.svg());
    }
  }
}
