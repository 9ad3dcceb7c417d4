// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.Envelope;
import ai.nomyo.bench.Gcm;
import ai.nomyo.bench.Http;
import ai.nomyo.bench.Json;
import ai.nomyo.bench.KeyGeneration;
import ai.nomyo.bench.Open;
import ai.nomyo.bench.Rsa;
import ai.nomyo.bench.Seal;
import ai.nomyo.bench.cold.ColdRuns;
import ai.nomyo.bench.cold.QuickStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is measured, in the order in which it is: a primitive once for all that it is the same for,
 * and near what it is compared with, because machines have moods.
 */
final class Plan {

  private final List<String> backends;
  private final Extent extent;
  private final List<Step> steps = new ArrayList<>();

  private Plan(List<String> backends, Extent extent) {
    this.backends = backends;
    this.extent = extent;
  }

  /** The steps for these backends. */
  static List<Step> of(List<String> backends, Extent extent) {
    Plan plan = new Plan(backends, extent);
    plan.rsa();
    extent.payloads().forEach(plan::payload);
    plan.throughput();
    plan.http();
    plan.keys();
    plan.cold();
    return List.copyOf(plan.steps);
  }

  /** Those whose label holds the pattern. */
  static List<Step> only(Pattern pattern, List<Step> steps) {
    return steps.stream().filter(step -> pattern.matcher(step.label()).find()).toList();
  }

  private void rsa() {
    for (String backend : backends) {
      timed(Rsa.class, "wrap", Map.of("backend", backend), extent.small());
      timed(Rsa.class, "unwrap", Map.of("backend", backend), extent.small());
    }
  }

  private void payload(int bytes) {
    Map<String, String> size = Map.of("payloadBytes", Integer.toString(bytes));
    boolean varied = extent.varied().contains(bytes);
    List<String> texts = varied ? and(extent.texts(), "code") : extent.texts();
    parts(bytes, size, texts);
    for (String backend : backends) {
      Map<String, String> sizeOnBackend = with(size, "backend", backend);
      timed(Gcm.class, "encrypt", sizeOnBackend, extent.part(bytes));
      timed(Gcm.class, "decrypt", sizeOnBackend, extent.part(bytes));
      Pace pace = extent.ours(bytes);
      texts.forEach(text -> ours(with(sizeOnBackend, "text", text), true, pace));
      if (varied) {
        ours(with(sizeOnBackend, "text", "ascii"), false, pace);
      }
    }
  }

  /** What is the same for all backends. */
  private void parts(int bytes, Map<String, String> size, List<String> texts) {
    Pace pace = extent.part(bytes);
    timed(Envelope.class, "encodeBase64", size, pace);
    timed(Envelope.class, "decodeBase64", size, pace);
    timed(Envelope.class, "scanEnvelope", size, pace);
    timed(Json.class, "decodeText", with(size, "text", "ascii"), pace);
    for (String text : texts) {
      timed(Json.class, "writeJson", with(size, "text", text), pace);
      timed(Json.class, "writeRequest", with(size, "text", text), pace);
      timed(Json.class, "readJson", with(size, "text", text), pace);
    }
  }

  private void ours(Map<String, String> chat, boolean secureMemory, Pace pace) {
    Map<String, String> work = with(chat, "secureMemory", Boolean.toString(secureMemory));
    timed(Seal.class, "seal", work, pace);
    timed(Open.class, "open", work, pace);
  }

  private void throughput() {
    for (String backend : backends) {
      Map<String, String> bare = Map.of("backend", backend);
      Map<String, String> work =
          Map.of(
              "backend", backend, "payloadBytes", "1000", "text", "ascii", "secureMemory", "true");
      for (int threads : extent.threads()) {
        counted(Rsa.class, "unwrap", bare, threads);
        counted(Open.class, "open", work, threads);
      }
      for (int threads : extent.threads()) {
        counted(Rsa.class, "wrap", bare, threads);
        counted(Seal.class, "seal", work, threads);
      }
    }
  }

  private void http() {
    for (String backend : chosen(extent.httpBackends())) {
      Map<String, String> work = Map.of("backend", backend, "payloadBytes", "1000");
      timed(Http.class, "exchange", work, extent.calls());
      timed(Http.class, "request", work, extent.calls());
    }
  }

  private void keys() {
    if (extent.keys() > 0) {
      Pace pace = new Pace(1, 1, extent.keys(), 1_000);
      backends.forEach(
          backend -> timed(KeyGeneration.class, "generateKey", Map.of("backend", backend), pace));
    }
  }

  private void cold() {
    for (String backend : chosen(extent.coldBackends())) {
      for (ColdRuns.Kind kind : ColdRuns.Kind.values()) {
        if (kind == ColdRuns.Kind.QUICK_START && !QuickStart.isPossible(backend)) {
          continue;
        }
        steps.add(new ColdStep(kind, backend, extent.coldTimes(kind, backend)));
      }
    }
  }

  private List<String> chosen(List<String> measured) {
    return backends.stream().filter(measured::contains).toList();
  }

  private void timed(Class<?> benchmark, String method, Map<String, String> parameters, Pace pace) {
    steps.add(new JmhStep(benchmark, method, parameters, OptionalInt.empty(), pace));
  }

  private void counted(
      Class<?> benchmark, String method, Map<String, String> parameters, int threads) {
    steps.add(
        new JmhStep(benchmark, method, parameters, OptionalInt.of(threads), extent.throughput()));
  }

  private static List<String> and(List<String> texts, String more) {
    return Stream.concat(texts.stream(), Stream.of(more)).toList();
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return more;
  }
}
