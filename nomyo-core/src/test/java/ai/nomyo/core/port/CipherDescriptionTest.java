// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import ai.nomyo.core.port.CipherDescription.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CipherDescriptionTest {

  private final Map<Step, String> steps = new HashMap<>();

  CipherDescriptionTest() {
    for (Step step : Step.values()) {
      steps.put(step, "P 1");
    }
  }

  @Test
  void steps_areCopiedAndInOrder() {
    CipherDescription description = description();
    steps.clear();
    assertEquals(List.of(Step.values()), new ArrayList<>(description.steps().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> description.steps().clear());
  }

  @Test
  void copiesOnTheHeap_areAListOfItsOwn() {
    assertEquals(List.of("the AES key"), description().heapCopies());
  }

  @Test
  void stepLeftOut_isRefused() {
    steps.remove(Step.UNWRAP);
    assertThrows(IllegalArgumentException.class, this::description);
  }

  @Test
  void text_isOneLine() {
    assertEquals(
        "x 2, native code, FIPS approved-only; key generation: P 1, key parsing: P 1, wrap: P 1,"
            + " unwrap: P 1, AES-GCM: P 1, random numbers: P 1",
        description().toString());
  }

  private CipherDescription description() {
    return new CipherDescription(
        "x", "2", Code.NATIVE, Fips.APPROVED_ONLY, steps, List.of("the AES key"));
  }
}
