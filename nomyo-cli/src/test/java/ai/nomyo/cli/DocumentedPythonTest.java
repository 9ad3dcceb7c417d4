// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example in Python is Python; where there is none, that cannot be told. */
class DocumentedPythonTest {

  private static final String PARSE =
      "import ast, sys; compile(sys.stdin.read(), '-', 'exec', ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)";

  static Stream<Document.Block> examples() throws IOException {
    return Document.blocksIn("python");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void compiles(Document.Block example) throws Exception {
    assertEquals("", complaints(example.text()));
  }

  @Test
  void wrongExample_doesNot() throws Exception {
    String complaints = complaints("await client.create(");

    assertTrue(complaints.contains("SyntaxError"), complaints);
  }

  private static String complaints(String code) throws IOException {
    Process python = python();
    try (var in = python.getOutputStream()) {
      in.write(code.getBytes(StandardCharsets.UTF_8));
    }
    return new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process python() {
    try {
      return new ProcessBuilder("python3", "-c", PARSE).redirectErrorStream(true).start();
    } catch (IOException absent) {
      return abort("python3 is not installed");
    }
  }
}
