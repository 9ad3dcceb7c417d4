// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.SoftHsm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example in Java is compiled without a warning and run; those that are a module-info by
 * {@link ModulePathIT}.
 */
class DocumentedJavaTest {

  /** What the examples print, by the heading they stand under. */
  private static final Map<String, String> PRINTED =
      Map.ofEntries(
          Map.entry("NOMYO for Java", "echo: What is the capital of France\\?"),
          Map.entry("Over the network", "echo: Hello!"),
          Map.entry("API keys", "echo: Hello!"),
          Map.entry("One call differently", "echo: Hello!"),
          Map.entry("A conversation", "6 messages, echo: What is the capital of France\\?"),
          Map.entry("Building on the protocol", "echo: Hello!"),
          Map.entry("Over HTTP of your own", "echo: Hello!"),
          Map.entry("Sealed here, sent there, opened elsewhere", "echo: Hello!"),
          Map.entry("Without waiting", "echo: Hello!"),
          Map.entry("Prompts and answers you can erase", "8"),
          Map.entry("A first program", "echo: Hello!"),
          Map.entry("With the maps you have", "chatcmpl-[0-9a-f-]{36}"),
          Map.entry("With builders", "echo: What is this\\?"),
          Map.entry("Reading what comes back", "stop 3"),
          Map.entry("Tools by hand", "echo: Paris"),
          Map.entry("In the background", "echo: Hello!"),
          Map.entry("Errors", "echo: Hello!"),
          Map.entry("Keys", "true"),
          Map.entry("One client", "jdk"),
          Map.entry("One call", "echo: Hello!"),
          Map.entry("Parameters", "0.7"),
          Map.entry("Messages, roles and parts", "developer user assistant user "),
          Map.entry("Tools with a loop of one's own", "echo: Paris"),
          Map.entry("Tools that are called for you", "echo: Paris after 2 rounds"),
          Map.entry("Answers in your types, tools in your code", "Paris"),
          Map.entry("Answers as records", "rent: 1"),
          Map.entry("Tools the model may call", "echo: Paris, 2 rounds"),
          Map.entry("A record at the end of a run", "Paris"),
          Map.entry("Structured output", "Paris 1"),
          Map.entry("Without blocking", "1"),
          Map.entry("Failures", "1"),
          Map.entry("Swapping the transport in a test", "m"),
          Map.entry("A client for tests", "1 request"),
          Map.entry("What is answered", "3 calls"),
          Map.entry("When it fails", "refused three times"),
          Map.entry("On a bad network", "2 attempts"),
          Map.entry("Look at it", "\\d+ of \\d+ bytes are locked"),
          Map.entry("A client with its key in a token", "echo: Hello!"),
          Map.entry("Retries", "echo: Hello!"),
          Map.entry("Rate limit", "false"),
          Map.entry("Watching calls", "jdk"));

  /** What an IDE adds. */
  private static final List<String> IMPORTS =
      List.of(
          "ai.nomyo",
          "ai.nomyo.chat",
          "ai.nomyo.client",
          "ai.nomyo.config",
          "ai.nomyo.core.port",
          "ai.nomyo.crypto.bc",
          "ai.nomyo.error",
          "ai.nomyo.json",
          "ai.nomyo.keystore.pkcs11",
          "ai.nomyo.report",
          "ai.nomyo.testkit",
          "ai.nomyo.testkit.fault",
          "ai.nomyo.transport.httpclient",
          "java.net",
          "java.net.http",
          "ai.nomyo.typed",
          "java.nio.file",
          "java.time",
          "java.util",
          "java.util.concurrent");

  @TempDir Path directory;

  static Stream<Document.Block> examples() throws IOException {
    return Document.blocksIn("java").filter(block -> !ModularProgram.isModuleInfo(block));
  }

  @Test
  void thereIsOneForEachThatIsKnown() throws IOException {
    assertEquals(
        PRINTED.keySet(), examples().map(Document.Block::heading).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void runs(Document.Block example) throws Exception {
    assertNotNull(PRINTED.get(example.heading()), "nobody knows what it should print");
    try (FakeRouter router = FakeRouter.start(BcHybridCipher.create())) {
      compile(substituted(withToken(example.text()), router));

      String printed = run();

      assertTrue(printed.matches(PRINTED.get(example.heading()) + "\\R"), printed);
      assertEquals(List.of(), router.violations());
    }
  }

  /** Puts a token of SoftHSM in the place of the reader's; without it the test is skipped. */
  private static String withToken(String code) {
    if (!code.contains("Pkcs11KeyStore")) {
      return code;
    }
    SoftHsm token = SoftHsm.freshToken();
    return code.replace("/usr/lib/softhsm/libsofthsm2.so", token.library().toString())
        .replaceAll("slot\\(\\d+\\)", "slot(" + token.slot() + "L)")
        .replaceAll(
            "System.console\\(\\).readPassword\\(.*\\)",
            "\"" + new String(token.pin()) + "\".toCharArray()");
  }

  private static String substituted(String code, FakeRouter router) {
    String here = ".baseUrl(\"" + router.baseUrl() + "\").allowHttp(true)";
    return code.replaceAll("Nomyo\\s*\\.client\\(\\)", "$0" + here)
        .replace("https://api.nomyo.ai", router.baseUrl().toString())
        .replace("ApiKey.fromEnvironment(\"NOMYO_API_KEY\")", "ApiKey.of(\"sk-1234\")")
        .replace("System.getenv(\"NOMYO_API_KEY\")", "\"sk-1234\"");
  }

  private void compile(String code) throws IOException {
    Path source = directory.resolve("Example.java");
    String imports =
        IMPORTS.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining());
    Files.writeString(
        source,
        imports
            + "import static java.nio.charset.StandardCharsets.UTF_8;\n"
            + "import static org.junit.jupiter.api.Assertions.*;\n"
            + "public class Example {\n  public static void run() throws Exception {\n"
            + code
            + "\n  }\n}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-Xlint:all,-path",
              "-d",
              directory.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      compiler
          .getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(source))
          .call();
    }
    assertEquals(
        List.of(), diagnostics.getDiagnostics().stream().map(Diagnostic::toString).toList());
  }

  private String run() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try (URLClassLoader classes =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, DocumentedJavaTest.class.getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      classes.loadClass("Example").getMethod("run").invoke(null);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
