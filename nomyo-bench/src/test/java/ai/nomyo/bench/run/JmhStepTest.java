// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.bench.Envelope;
import ai.nomyo.bench.result.Measurement;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JmhStepTest {

  private static final String LOCK = "jmh.ignoreLock";

  /** Another build on this machine is no reason to fail. */
  @BeforeEach
  void ignoreLock() {
    System.setProperty(LOCK, "true");
  }

  @AfterEach
  void heedLock() {
    System.clearProperty(LOCK);
  }

  private static JmhStep step(Map<String, String> parameters) {
    return new JmhStep(
        Envelope.class, "encodeBase64", parameters, OptionalInt.empty(), new Pace(1, 0, 1, 50));
  }

  @Test
  void realRun_bringsTimesAndAllocation() throws StepException {
    List<Measurement> measured = step(Map.of("payloadBytes", "1000")).run();

    assertEquals(
        List.of("encodeBase64 payloadBytes=1000", "encodeBase64:allocated payloadBytes=1000"),
        measured.stream().map(Measurement::label).toList());
    assertEquals("us", measured.get(0).unit());
    assertTrue(measured.get(0).spread().samples() > 10);
    assertTrue(measured.get(0).spread().median() > 0);
  }

  @Test
  void manyThreads_areCountedTogether() throws StepException {
    Map<String, String> size = Map.of("payloadBytes", "9000000");
    JmhStep counted =
        new JmhStep(Envelope.class, "scanEnvelope", size, OptionalInt.of(3), new Pace(2, 0, 1, 50));

    Measurement measured = counted.run().get(0);

    assertEquals("scanEnvelope:throughput payloadBytes=9000000 threads=3", measured.label());
    assertEquals("ops/s", measured.unit());
    assertEquals(2, measured.spread().samples(), "one iteration of each process");
    double calls = measured.spread().least() * 0.05;
    assertTrue(calls >= 1 && calls == Math.rint(calls), calls + " calls in that time");
  }

  @Test
  void benchmarkThatFails_isNamedWithItsReason() {
    StepException failed =
        assertThrows(StepException.class, step(Map.of("payloadBytes", "many"))::run);

    assertTrue(failed.getMessage().startsWith("encodeBase64 payloadBytes=many failed: "));
    assertTrue(failed.getMessage().contains("many"), failed.getMessage());
  }
}
