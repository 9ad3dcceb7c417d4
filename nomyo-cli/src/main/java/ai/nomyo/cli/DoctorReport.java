package ai.nomyo.cli;

import ai.nomyo.client.Backends;
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
 * @param platform what surrounds them
 */
record DoctorReport(List<BackendCheckup> checkups, PlatformFacts platform) {

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
    platform.facts().forEach((name, value) -> line(table, "%-16s %s", name, value));
    return table.toString().stripTrailing();
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
        .put("platform", platform.facts())
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
        .put("unwraps_per_second", Math.round(present.rates().unwrapsPerSecond()))
        .put("gcm_megabytes_per_second", Math.round(present.rates().gcmMegabytesPerSecond()));
  }
}
