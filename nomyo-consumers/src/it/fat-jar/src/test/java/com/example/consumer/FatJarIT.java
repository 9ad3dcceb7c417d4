// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.FakeRouter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatJarIT {

  @TempDir Path keys;

  @Test
  void oneJar_asksWithEachBackendThatCanShareIt() throws Exception {
    try (FakeRouter router = FakeRouter.start()) {
      assertEquals(
          """
          jdk: echo: Hello!
          bc: echo: Hello!
          conscrypt: echo: Hello!
          """,
          run("fat-jar-1-all.jar", router, "jdk", "bc", "conscrypt"));

      assertEquals(3, router.requests().size());
      assertEquals(List.of(), router.violations());
      assertEquals(
          Optional.of("nomyo-java/" + System.getProperty("nomyo.version")),
          router.lastRequest().header("User-Agent"));
    }
  }

  @Test
  void bcFips_isRefusedInAFatJar() throws Exception {
    try (FakeRouter router = FakeRouter.start()) {
      String answer = run("fat-jar-1-fips.jar", router, "jdk", "bcfips");

      assertTrue(answer.startsWith("jdk: echo: Hello!\nbcfips: crypto backend bcfips"), answer);
      assertTrue(answer.contains("not merged into another"), answer);

      assertEquals(1, router.requests().size());
    }
  }

  private String run(String jar, FakeRouter router, String... backends) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bouncycastle.fips.approved_only=true",
                "-jar",
                Path.of(System.getProperty("jars"), jar).toString(),
                router.baseUrl().toString(),
                keys.toString()));
    command.addAll(List.of(backends));
    Process program =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
