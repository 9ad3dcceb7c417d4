// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.result.Measurement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All the tables, by name. A table has no rows where nothing of its kind was measured. */
final class Tables {

  private final List<Figures> runs;

  Tables(List<Figures> runs) {
    this.runs = List.copyOf(runs);
  }

  Map<String, Table> all() {
    WorkTables work = new WorkTables(runs);
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("environment", environment());
    tables.put("seal", work.times(Operation.SEAL));
    tables.put("open", work.times(Operation.OPEN));
    tables.put("texts", work.texts());
    tables.put("allocated", work.allocated());
    tables.put("calls", calls());
    tables.put("throughput", throughput());
    tables.put("keys", keys());
    tables.put("cold", cold());
    tables.put("targets", targets());
    return tables;
  }

  private Table environment() {
    Table table = new Table("JDK", "virtual machine", "system", "processor", "load before");
    for (Figures run : runs) {
      Map<String, String> facts = run.results().environment();
      String processors = fact(facts, "processors") + " × " + fact(facts, "processor");
      table.row(run.jdk(), fact(facts, "vm"), fact(facts, "os"), processors, fact(facts, "load"));
    }
    return table;
  }

  private static String fact(Map<String, String> facts, String name) {
    return facts.getOrDefault(name, "?");
  }

  private List<String> backends() {
    return runs.stream().map(Figures::backends).flatMap(Collection::stream).distinct().toList();
  }

  private Table targets() {
    List<String> backends = backends();
    Table table = new Table(List.of("target", "limit", "JDK"), backends);
    for (Target target : Target.ALL) {
      for (Figures run : runs) {
        List<String> figures =
            backends.stream().map(backend -> target.shown(run, backend)).toList();
        if (figures.stream().anyMatch(figure -> !figure.equals("–"))) {
          table.row(
              Stream.concat(
                      Stream.of(target.what(), target.shownLimit(), run.jdk()), figures.stream())
                  .toList());
        }
      }
    }
    return table;
  }

  private Table calls() {
    Table table =
        new Table(
            "JDK", "backend", "call, ms", "bare exchange, ms", "beyond, ms", "bare unwrap, ms");
    for (Figures run : runs) {
      for (String backend : run.backends()) {
        if (run.beyondExchange(backend).isPresent()) {
          table.row(
              run.jdk(),
              backend,
              Shown.optional(Figures.divided(run.http("request", backend), 1e3), Shown::number),
              Shown.optional(Figures.divided(run.http("exchange", backend), 1e3), Shown::number),
              Shown.optional(run.beyondExchange(backend), Shown::number),
              Shown.optional(
                  Figures.divided(run.ofBackend("unwrap", backend), 1e3), Shown::number));
        }
      }
    }
    return table;
  }

  private Table throughput() {
    List<Integer> threads =
        runs.stream().flatMap(run -> run.threads().stream()).distinct().sorted().toList();
    Table table =
        new Table(
            List.of("JDK", "backend", "calls a second with threads:"),
            Stream.concat(
                    threads.stream().map(count -> Integer.toString(count)),
                    Stream.of("gain 1 → 2 / that of the bare one"))
                .toList());
    for (Figures run : runs) {
      for (String backend : run.backends()) {
        for (Operation operation : List.of(Operation.OPEN, Operation.SEAL)) {
          addThroughput(table, run, backend, operation, threads);
        }
      }
    }
    return table;
  }

  private static void addThroughput(
      Table table, Figures run, String backend, Operation operation, List<Integer> threads) {
    if (threads.isEmpty() || run.throughput(operation, backend, threads.get(0)).isEmpty()) {
      return;
    }
    List<String> ours = new ArrayList<>(List.of(run.jdk(), backend, operation.measured()));
    List<String> bare = new ArrayList<>(List.of(run.jdk(), backend, "bare " + operation.rsa()));
    for (int count : threads) {
      ours.add(Shown.optional(run.throughput(operation, backend, count), Shown::number));
      bare.add(Shown.optional(run.bareThroughput(operation, backend, count), Shown::number));
    }
    ours.add(Shown.optional(run.scaling(operation, backend), Shown::ratio));
    bare.add("");
    table.row(ours).row(bare);
  }

  private Table keys() {
    Table table =
        new Table("JDK", "backend", "lower quartile, s", "median, s", "upper quartile, s", "keys");
    for (Figures run : runs) {
      for (String backend : run.backends()) {
        Optional<Measurement> made = run.results().find("generateKey", Map.of("backend", backend));
        made.map(Measurement::spread)
            .ifPresent(
                spread ->
                    table.row(
                        run.jdk(),
                        backend,
                        Shown.number(spread.lower() / 1e6),
                        Shown.number(spread.median() / 1e6),
                        Shown.number(spread.upper() / 1e6),
                        Long.toString(spread.samples())));
      }
    }
    return table;
  }

  private Table cold() {
    Table table =
        new Table(
            "JDK",
            "backend",
            "fresh key, ms",
            "bare key, ms",
            "beyond, ms",
            "stored key, ms",
            "its peak memory",
            "started quickly, ms",
            "first seal of 9 MB, ms",
            "processes");
    for (Figures run : runs) {
      for (String backend : run.backends()) {
        run.results()
            .find("coldStoredKey", Map.of("backend", backend))
            .ifPresent(
                stored ->
                    table.row(
                        run.jdk(),
                        backend,
                        cold(run, "coldFreshKey", backend),
                        cold(run, "coldBareKey", backend),
                        Shown.optional(run.beyondKey(backend), Shown::signed),
                        cold(run, "coldStoredKey", backend),
                        Shown.optional(run.ofBackend("coldStoredKey:peak", backend), Shown::bytes),
                        cold(run, "coldQuickStart", backend),
                        cold(run, "coldFirstSeal", backend),
                        Long.toString(stored.spread().samples())));
      }
    }
    return table;
  }

  private static String cold(Figures run, String name, String backend) {
    return Shown.optional(run.ofBackend(name, backend), Shown::number);
  }
}
