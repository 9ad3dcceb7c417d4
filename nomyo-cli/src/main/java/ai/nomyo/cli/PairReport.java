// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.keys.PairDescription;
import ai.nomyo.core.port.KeyProtection.Scheme;
import ai.nomyo.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A pair in a directory, for people and for programs.
 *
 * @param modes of the directory and its two files, as far as they are there and have any
 */
record PairReport(Path directory, PairDescription pair, Map<String, String> modes) {

  static PairReport of(Path directory, PairDescription pair) {
    Map<String, String> modes = new LinkedHashMap<>();
    put(modes, "directory", directory);
    put(modes, "private_key.pem", directory.resolve("private_key.pem"));
    put(modes, "public_key.pem", directory.resolve("public_key.pem"));
    return new PairReport(directory, pair, modes);
  }

  private static void put(Map<String, String> modes, String name, Path file) {
    FileMode.of(file).ifPresent(mode -> modes.put(name, mode.toString()));
  }

  String table() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("directory", directory.toString());
    rows.put("size", pair.sizeBits() + " bits");
    rows.put("SHA-256", Fingerprint.of(pair.spki()));
    rows.put("form", pair.form().toString());
    rows.put("encryption", pair.protection().map(PairReport::inWords).orElse("none: no password"));
    rows.put(
        "private half", pair.opened() ? "opened, " + bond() : "not opened: no password was given");
    rows.put("permissions", permissions());
    return rows.entrySet().stream()
        .map(row -> String.format(Locale.ROOT, "%-13s %s", row.getKey(), row.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String bond() {
    return Files.exists(directory.resolve("public_key.pem"))
        ? "belongs to the public one"
        : "the public one is missing and follows from it";
  }

  private static String inWords(Scheme scheme) {
    String iterations =
        scheme.iterations().isPresent()
            ? ", " + scheme.iterations().getAsLong() + " iterations"
            : "";
    return scheme.encryption() + "; key from " + scheme.keyDerivation() + iterations;
  }

  private String permissions() {
    return modes.isEmpty()
        ? "the file system has none"
        : modes.entrySet().stream()
            .map(mode -> mode.getKey() + " " + mode.getValue())
            .collect(Collectors.joining(", "));
  }

  JsonObject json() {
    JsonObject.Builder report =
        JsonObject.builder()
            .put("directory", directory.toString())
            .put("size_bits", pair.sizeBits())
            .put("sha256", Fingerprint.of(pair.spki()))
            .put("form", pair.form().toString())
            .put("encrypted", pair.protection().isPresent());
    pair.protection().ifPresent(scheme -> put(report, scheme));
    return report.put("private_half_opened", pair.opened()).put("permissions", modes).build();
  }

  private static void put(JsonObject.Builder report, Scheme scheme) {
    report.put("key_derivation", scheme.keyDerivation());
    scheme.iterations().ifPresent(iterations -> report.put("iterations", iterations));
    report.put("encryption", scheme.encryption());
  }
}
