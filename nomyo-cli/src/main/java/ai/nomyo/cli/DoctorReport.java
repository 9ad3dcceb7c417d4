// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backends;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the doctor found, for people and for programs.
 *
 * @param checkups a row for every backend
 * @param memory whether it is locked
 * @param platform what surrounds them
 */
record DoctorReport(List<BackendCheckup> checkups, MemoryCheckup memory, PlatformFacts platform) {

  private static final String FACT = "%-16s %s";

  private static final String ROW = "%-10s %-9s %-16s %-7s %-14s %-10s %10s %9s";

  String table() {
    StringBuilder table = new StringBuilder();
    line(
        table,
        ROW,
        "BACKEND",
        "STATE",
        "VERSION",
        "CODE",
        "FIPS",
        "SELF-TEST",
        "UNWRAPS/S",
        "GCM MB/S");
    checkups.forEach(checkup -> row(table, checkup));
    line(table, "%n%s%n", auto());
    platform.facts().forEach((name, value) -> line(table, FACT, name, value));
    line(table, "%nThe secrets of a call with an answer of 10 MiB, here and now:");
    memory(table, memory.use());
    line(table, "%nWhat each backend leaves on the heap, where nobody erases it:");
    checkups.forEach(checkup -> heapCopies(table, checkup));
    return table.toString().stripTrailing();
  }

  private static void memory(StringBuilder table, MemoryUse use) {
    line(table, FACT, "held", use.kind());
    line(table, FACT, "locked", share(use.lockedBytes(), use));
    line(table, FACT, "not in dumps", share(use.undumpedBytes(), use));
    use.shortfalls().forEach(reason -> line(table, FACT, "because", reason));
  }

  private static String share(long bytes, MemoryUse use) {
    return bytes + " of " + use.askedBytes() + " bytes";
  }

  private static void heapCopies(StringBuilder table, BackendCheckup checkup) {
    checkup
        .present()
        .ifPresent(
            present ->
                present
                    .description()
                    .heapCopies()
                    .forEach(copy -> line(table, FACT, checkup.name(), copy)));
  }

  private static void row(StringBuilder table, BackendCheckup checkup) {
    checkup
        .present()
        .ifPresentOrElse(
            present -> row(table, checkup.name(), present),
            () -> line(table, "%-10s %-9s %s", checkup.name(), "absent", checkup.absentBecause()));
  }

  private static void row(StringBuilder table, String name, BackendCheckup.Present present) {
    line(
        table,
        ROW,
        name,
        "present",
        present.description().version(),
        present.description().code(),
        present.description().fips(),
        "passed",
        Math.round(present.rates().unwrapsPerSecond()),
        Math.round(present.rates().gcmMegabytesPerSecond()));
  }

  private static void line(StringBuilder table, String format, Object... cells) {
    table.append(String.format(Locale.ROOT, format, cells).stripTrailing()).append('\n');
  }

  private static String auto() {
    try {
      var taken = Backends.named(Backends.AUTO);
      return "auto takes " + taken.cipher().description().backend() + " (" + taken.choice() + ")";
    } catch (BackendUnavailableException none) {
      return none.getMessage();
    }
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("backends", checkups.stream().map(DoctorReport::json).toList())
        .put("auto", auto())
        .put("memory", json(memory.use()))
        .put("platform", platform.facts())
        .build();
  }

  private static JsonObject json(MemoryUse use) {
    return JsonObject.builder()
        .put("kind", use.kind())
        .put("asked_bytes", use.askedBytes())
        .put("locked_bytes", use.lockedBytes())
        .put("undumped_bytes", use.undumpedBytes())
        .put("shortfalls", use.shortfalls())
        .build();
  }

  private static JsonObject json(BackendCheckup checkup) {
    JsonObject.Builder row = JsonObject.builder().put("name", checkup.name());
    row.put("present", checkup.present().isPresent());
    checkup
        .present()
        .ifPresentOrElse(
            present -> put(row, present), () -> row.put("reason", checkup.absentBecause()));
    return row.build();
  }

  private static void put(JsonObject.Builder row, BackendCheckup.Present present) {
    Map<String, String> steps = new LinkedHashMap<>();
    present.description().steps().forEach((step, who) -> steps.put(step.toString(), who));
    row.put("version", present.description().version())
        .put("code", present.description().code().toString())
        .put("fips", present.description().fips().toString())
        .put("self_test", "passed")
        .put("steps", steps)
        .put("key_protection", present.keyProtection())
        .put("heap_copies", present.description().heapCopies())
        .put("unwraps_per_second", Math.round(present.rates().unwrapsPerSecond()))
        .put("gcm_megabytes_per_second", Math.round(present.rates().gcmMegabytesPerSecond()));
  }
}
