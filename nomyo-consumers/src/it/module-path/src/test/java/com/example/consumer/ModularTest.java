// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.client.Nomyo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModularTest {

  @Test
  void question_isAnswered() {
    assertEquals(
        List.of("echo: Hello!", "nomyo-java/" + System.getProperty("nomyo.version")),
        Modular.ask("Hello!"));
  }

  @Test
  void ourModulesAreNamedOnes_inALayerWithTheProgram() {
    Module ours = Nomyo.class.getModule();

    assertEquals("ai.nomyo.client", ours.getName());
    assertEquals(Modular.class.getModule().getLayer(), ours.getLayer());
    Set<String> automatic =
        ours.getLayer().modules().stream()
            .filter(module -> module.getName().startsWith("ai.nomyo"))
            .filter(module -> module.getDescriptor().isAutomatic())
            .map(Module::getName)
            .collect(Collectors.toSet());
    assertTrue(automatic.isEmpty(), automatic.toString());
  }
}
