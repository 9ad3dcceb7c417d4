// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.report.Figures.Work;
import ai.nomyo.bench.report.Operation.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of sealing and opening, which have a row for each backend and size of payload. */
final class WorkTables {

  private static final List<String> TEXTS = List.of("ascii", "unicode", "code");

  private final List<Figures> runs;

  WorkTables(List<Figures> runs) {
    this.runs = runs;
  }

  Table times(Operation operation) {
    List<String> parts = operation.primitives().stream().map(Primitive::measured).toList();
    Table table =
        new Table(
            List.of("JDK", "backend", "payload", operation.measured() + ", µs"),
            Stream.concat(parts.stream(), Stream.of("sum", "ratio")).toList());
    forEachWork(
        (run, work) -> {
          if (run.micros(operation, work).isPresent()) {
            List<String> cells = new ArrayList<>(place(run, work));
            cells.add(Shown.optional(run.micros(operation, work), Shown::number));
            for (Primitive primitive : operation.primitives()) {
              cells.add(Shown.optional(run.micros(primitive, work), Shown::number));
            }
            cells.add(Shown.optional(run.sum(operation, work), Shown::number));
            cells.add(Shown.optional(run.ratio(operation, work), Shown::ratio));
            table.row(cells);
          }
        });
    return table;
  }

  private interface Row {
    void add(Figures run, Work work);
  }

  private void forEachWork(Row row) {
    for (Figures run : runs) {
      for (String backend : run.backends()) {
        run.payloads().forEach(payload -> row.add(run, Work.plain(backend, payload)));
      }
    }
  }

  private static List<String> place(Figures run, Work work) {
    return List.of(run.jdk(), work.backend(), Shown.payload(work.payloadBytes()));
  }

  Table texts() {
    Table table =
        new Table(
            "JDK",
            "backend",
            "payload",
            "seal ascii",
            "unicode",
            "code",
            "memory not secured",
            "open ascii",
            "unicode",
            "code",
            "memory not secured");
    forEachWork(
        (run, plain) -> {
          Work unicode = new Work(plain.backend(), plain.payloadBytes(), "unicode", true);
          if (run.ratio(Operation.SEAL, unicode).isPresent()) {
            List<String> cells = new ArrayList<>(place(run, plain));
            for (Operation operation : Operation.values()) {
              kinds(plain)
                  .map(work -> Shown.optional(run.ratio(operation, work), Shown::ratio))
                  .forEach(cells::add);
            }
            table.row(cells);
          }
        });
    return table;
  }

  private static Stream<Work> kinds(Work plain) {
    return Stream.concat(
        TEXTS.stream().map(text -> new Work(plain.backend(), plain.payloadBytes(), text, true)),
        Stream.of(new Work(plain.backend(), plain.payloadBytes(), "ascii", false)));
  }

  Table allocated() {
    Table table =
        new Table("JDK", "backend", "payload", "seal", "of a package", "open", "of a body");
    forEachWork(
        (run, work) -> {
          if (run.allocated(Operation.SEAL, work).isPresent()) {
            List<String> cells = new ArrayList<>(place(run, work));
            for (Operation operation : Operation.values()) {
              var bytes = run.allocated(operation, work);
              cells.add(Shown.optional(bytes, Shown::bytes));
              cells.add(
                  Shown.optional(
                      Figures.divided(bytes, Figures.packageBytes(work.payloadBytes())),
                      Shown::number));
            }
            table.row(cells);
          }
        });
    return table;
  }
}
