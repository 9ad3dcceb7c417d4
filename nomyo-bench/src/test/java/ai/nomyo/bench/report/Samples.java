// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Results;
import ai.nomyo.bench.result.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results with figures that are easy to add up. */
final class Samples {

  private final List<Measurement> measured = new ArrayList<>();

  private Samples() {}

  /** All that the tables and charts know, for one backend and one payload. */
  static Results all(String jdk) {
    Map<String, String> backend = Map.of("backend", "jdk");
    Map<String, String> size = Map.of("payloadBytes", "1000");
    Map<String, String> both = with(size, "backend", "jdk");
    Map<String, String> text = with(size, "text", "ascii");
    Map<String, String> work = with(with(both, "text", "ascii"), "secureMemory", "true");
    Samples samples = new Samples();
    samples.add("wrap", backend, 10).add("unwrap", backend, 1000);
    samples.add("encrypt", both, 20).add("decrypt", both, 20);
    samples.add("encodeBase64", size, 30).add("decodeBase64", size, 30);
    samples.add("scanEnvelope", size, 50);
    samples.add("writeJson", text, 40).add("readJson", text, 100);
    samples.add("seal", work, 150).add("seal:allocated", work, 5_000);
    samples.add("open", work, 1800).add("open:allocated", work, 9_000);
    for (int threads = 1; threads <= 2; threads++) {
      String count = Integer.toString(threads);
      samples.add("unwrap:throughput", with(backend, "threads", count), 1000 * threads);
      samples.add("wrap:throughput", with(backend, "threads", count), 9000 * threads);
      samples.add("open:throughput", with(work, "threads", count), 400 + 400 * threads);
      samples.add("seal:throughput", with(work, "threads", count), 700 * threads);
    }
    samples.add("request", both, 2500).add("exchange", both, 500);
    samples.add("generateKey", backend, 1_500_000);
    samples.add("coldFreshKey", backend, 1700).add("coldBareKey", backend, 1300);
    samples.add("coldStoredKey", backend, 600).add("coldStoredKey:peak", backend, 9e7);
    samples.add("coldFirstSeal", backend, 59);
    return new Results(
        Map.of(
            "jdk",
            jdk,
            "vm",
            "a VM",
            "os",
            "an OS",
            "processors",
            "2",
            "processor",
            "x",
            "load",
            "0.1"),
        samples.measured);
  }

  private Samples add(String name, Map<String, String> parameters, double value) {
    measured.add(new Measurement(name, parameters, "us", Spread.of(value)));
    return this;
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return more;
  }
}
