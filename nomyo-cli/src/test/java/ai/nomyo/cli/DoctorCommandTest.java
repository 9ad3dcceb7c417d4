// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.client.Backends;
import ai.nomyo.client.Nomyo;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

  @Test
  void json_hasARowForEveryBackend_presentOrWithTheReason() {
    Cli.Result result = Cli.plain().run("doctor", "--json");
    assertEquals(ExitCode.OK, result.exitCode());
    JsonObject report = Nomyo.json().read(result.out()).asObject().orElseThrow();
    List<JsonObject> rows = report.getObjects("backends");
    assertEquals(
        Backends.names(), rows.stream().map(row -> row.getString("name").orElseThrow()).toList());
    rows.forEach(DoctorCommandTest::checkRow);
    assertTrue(row(rows, "jdk").getBoolean("present").orElseThrow());
    assertTrue(row(rows, "bc").getBoolean("present").orElseThrow());
    assertTrue(report.getString("auto").orElseThrow().startsWith("auto takes "));
    checkMemory(report.getObject("memory").orElseThrow());
    assertTrue(report.getObject("platform").orElseThrow().getString("jvm").isPresent());
  }

  /** What was not locked has a reason. */
  private static void checkMemory(JsonObject memory) {
    long asked = memory.getLong("asked_bytes").orElseThrow();
    long locked = memory.getLong("locked_bytes").orElseThrow();
    long undumped = memory.getLong("undumped_bytes").orElseThrow();
    assertTrue(asked > 10 * 1024 * 1024);
    assertTrue(locked <= asked && undumped <= asked);
    assertEquals(locked == asked && undumped == asked, isEmptyArray(memory, "shortfalls"));
  }

  private static boolean isEmptyArray(JsonObject object, String name) {
    return object.get(name).orElseThrow().equals(new JsonArray(List.of()));
  }

  private static JsonObject row(List<JsonObject> rows, String name) {
    return rows.get(Backends.names().indexOf(name));
  }

  private static void checkRow(JsonObject row) {
    if (row.getBoolean("present").orElseThrow()) {
      assertEquals("passed", row.getString("self_test").orElseThrow());
      assertTrue(row.getLong("unwraps_per_second").orElseThrow() > 0);
      assertTrue(row.getLong("gcm_megabytes_per_second").isPresent());
      assertFalse(isEmptyArray(row, "heap_copies"));
      assertEquals(
          Arrays.stream(CipherDescription.Step.values()).map(Object::toString).toList(),
          List.copyOf(row.getObject("steps").orElseThrow().members().keySet()));
    } else {
      assertFalse(row.getString("reason").orElseThrow().isBlank());
    }
  }

  /** Plain Bouncy Castle is on this class path, or BC-FIPS is not: either way it is a row. */
  @Test
  void absentBackend_isARowAndNoFailure() {
    Cli.Result result = Cli.plain().run("doctor", "--backend", "bcfips");
    assertEquals(ExitCode.OK, result.exitCode());
    assertTrue(result.out().contains("bcfips     absent    "), result.out());
    assertEquals("", result.err());
  }

  @Test
  void table_showsThePresentOnesInARowEach() {
    String table = Cli.plain().run("doctor", "--backend", "jdk").out();
    assertTrue(table.lines().anyMatch(line -> line.matches("jdk +present .* passed +\\d+ +\\d+")));
    assertTrue(table.contains("lockable memory"));
    assertTrue(table.lines().anyMatch(line -> line.matches("locked +\\d+ of \\d{8} bytes")), table);
    assertTrue(table.lines().anyMatch(line -> line.startsWith("jdk              AES keys")), table);
  }

  /** The last run shows that one would be seen. */
  @Test
  void apiKeyInTheEnvironment_isNotShown() {
    String apiKey = "canary-api-key";
    Cli cli = Cli.plain().variable("NOMYO_API_KEY", apiKey);
    assertFalse(cli.run("doctor", "--backend", "jdk").toString().contains(apiKey));
    assertFalse(cli.run("doctor", "--backend", "jdk", "--json").toString().contains(apiKey));
    assertTrue(cli.run("doctor", "--backend", apiKey).toString().contains(apiKey));
  }
}
