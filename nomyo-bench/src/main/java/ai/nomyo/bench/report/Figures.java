// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.report.Operation.Primitive;
import ai.nomyo.bench.result.Results;
import ai.nomyo.bench.result.Spread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What follows from the results of a run. Empty where something was not measured. */
public final class Figures {

  /** Bytes of a package beside the text's base64: names, nonce, tag, wrapped key. */
  private static final int ENVELOPE_BYTES = 1_100;

  private final Results results;
  private final ToDoubleFunction<Spread> statistic;

  private Figures(Results results, ToDoubleFunction<Spread> statistic) {
    this.results = results;
    this.statistic = statistic;
  }

  /** What is usual: medians. */
  static Figures medians(Results results) {
    return new Figures(results, Spread::median);
  }

  /** What is possible: the best of each, which a busy machine changes least. */
  public static Figures best(Results results) {
    return new Figures(results, Spread::least);
  }

  private OptionalDouble figure(String name, Map<String, String> parameters) {
    return results.get(name, parameters, statistic);
  }

  Results results() {
    return results;
  }

  String jdk() {
    return results.jdk();
  }

  List<String> backends() {
    return results.values("backend");
  }

  List<Integer> payloads() {
    return results.values("payloadBytes").stream().map(Integer::valueOf).sorted().toList();
  }

  /** What is sealed or opened. */
  public record Work(String backend, int payloadBytes, String text, boolean secureMemory) {

    /** Plain text, in secure memory. */
    public static Work plain(String backend, int payloadBytes) {
      return new Work(backend, payloadBytes, "ascii", true);
    }

    private Map<String, String> parameters() {
      return Map.of(
          "backend",
          backend,
          "payloadBytes",
          Integer.toString(payloadBytes),
          "text",
          text,
          "secureMemory",
          Boolean.toString(secureMemory));
    }
  }

  /** How long an operation takes, in microseconds. */
  OptionalDouble micros(Operation operation, Work work) {
    return figure(operation.measured(), work.parameters());
  }

  OptionalDouble micros(Primitive primitive, Work work) {
    Map<String, String> all = work.parameters();
    Map<String, String> own = new HashMap<>();
    primitive.parameters().forEach(name -> own.put(name, all.get(name)));
    return Stream.concat(Stream.of(primitive.measured()), primitive.faster().stream())
        .map(name -> figure(name, own))
        .flatMapToDouble(OptionalDouble::stream)
        .min();
  }

  /** How long its primitives take in sum. */
  public OptionalDouble sum(Operation operation, Work work) {
    return sum(operation.primitives(), work);
  }

  private OptionalDouble sum(List<Primitive> primitives, Work work) {
    double sum = 0;
    for (Primitive primitive : primitives) {
      OptionalDouble part = micros(primitive, work);
      if (part.isEmpty()) {
        return part;
      }
      sum += part.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }

  /** Ours / sum of primitives. */
  public OptionalDouble ratio(Operation operation, Work work) {
    return quotient(micros(operation, work), sum(operation, work));
  }

  /** Ours / sum of some of the primitives. */
  OptionalDouble ratio(Operation operation, Set<String> primitives, Work work) {
    List<Primitive> some =
        operation.primitives().stream()
            .filter(primitive -> primitives.contains(primitive.measured()))
            .toList();
    return quotient(micros(operation, work), sum(some, work));
  }

  /** Bytes allocated by one operation. */
  public OptionalDouble allocated(Operation operation, Work work) {
    return figure(operation.measured() + ":allocated", work.parameters());
  }

  /** Bytes of a package with as much text. */
  public static double packageBytes(int payloadBytes) {
    return payloadBytes * 4.0 / 3 + ENVELOPE_BYTES;
  }

  OptionalDouble ofBackend(String name, String backend) {
    return figure(name, Map.of("backend", backend));
  }

  OptionalDouble http(String name, String backend) {
    return figure(name, Map.of("backend", backend, "payloadBytes", "1000"));
  }

  /** Milliseconds of a call beyond the bare exchange. */
  OptionalDouble beyondExchange(String backend) {
    return divided(difference(http("request", backend), http("exchange", backend)), 1_000);
  }

  OptionalDouble throughput(Operation operation, String backend, int threads) {
    Map<String, String> parameters = new HashMap<>(Work.plain(backend, 1_000).parameters());
    parameters.put("threads", Integer.toString(threads));
    return figure(operation.measured() + ":throughput", parameters);
  }

  OptionalDouble bareThroughput(Operation operation, String backend, int threads) {
    return figure(
        operation.rsa() + ":throughput",
        Map.of("backend", backend, "threads", Integer.toString(threads)));
  }

  List<Integer> threads() {
    return results.values("threads").stream().map(Integer::valueOf).sorted().toList();
  }

  /** How much of the bare primitive's gain from a second thread an operation has. */
  OptionalDouble scaling(Operation operation, String backend) {
    return quotient(
        quotient(throughput(operation, backend, 2), throughput(operation, backend, 1)),
        quotient(bareThroughput(operation, backend, 2), bareThroughput(operation, backend, 1)));
  }

  /** Milliseconds of a process with a fresh key beyond one that only makes a key. */
  OptionalDouble beyondKey(String backend) {
    return difference(ofBackend("coldFreshKey", backend), ofBackend("coldBareKey", backend));
  }

  static OptionalDouble quotient(OptionalDouble above, OptionalDouble below) {
    return above.isPresent() && below.isPresent()
        ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble difference(OptionalDouble from, OptionalDouble what) {
    return from.isPresent() && what.isPresent()
        ? OptionalDouble.of(from.getAsDouble() - what.getAsDouble())
        : OptionalDouble.empty();
  }

  static OptionalDouble divided(OptionalDouble value, double by) {
    return quotient(value, OptionalDouble.of(by));
  }
}
