// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

  private static final List<String> BACKENDS = List.of("jdk", "conscrypt", "accp", "bc");

  private final List<Step> full = Plan.of(BACKENDS, Extent.FULL);

  private static List<String> labels(List<Step> steps) {
    return steps.stream().map(Step::label).toList();
  }

  @Test
  void nothing_isMeasuredTwice() {
    assertEquals(full.size(), new HashSet<>(labels(full)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seal backend=bc payloadBytes=9000000 secureMemory=true text=code",
        "seal backend=jdk payloadBytes=100000 secureMemory=true text=unicode",
        "open backend=conscrypt payloadBytes=1000 secureMemory=false text=ascii",
        "unwrap backend=accp",
        "decrypt backend=jdk payloadBytes=1000000",
        "readJson payloadBytes=10000 text=unicode",
        "scanEnvelope payloadBytes=9000000",
        "open:throughput backend=accp payloadBytes=1000 secureMemory=true text=ascii threads=64",
        "unwrap:throughput backend=accp threads=64",
        "request backend=accp payloadBytes=1000",
        "generateKey backend=bc",
        "coldFreshKey backend=jdk",
        "coldFirstSeal backend=conscrypt"
      })
  void fullRun_hasAllKinds(String label) {
    assertTrue(labels(full).contains(label), label);
  }

  @Test
  void runs_takeAsLongAsTheyMay() {
    assertTrue(seconds(full) < 50 * 60, seconds(full) + " s");
    assertTrue(seconds(Plan.of(BACKENDS, Extent.SHORT)) < 8 * 60);
    assertTrue(seconds(Plan.of(List.of("jdk", "accp"), Extent.GUARD)) < 150);
  }

  private static double seconds(List<Step> steps) {
    return steps.stream().mapToDouble(Step::expectedSeconds).sum();
  }

  @Test
  void only_isAPatternFoundInLabels() {
    assertEquals(
        List.of("unwrap backend=jdk"),
        labels(Plan.only(Pattern.compile("unwrap backend=jdk$"), full)));
  }
}
