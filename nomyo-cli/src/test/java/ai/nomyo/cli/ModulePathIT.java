// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged modules on the module path; runs after {@code package}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ModulePathIT {

  private static final String OURS = "ai.nomyo.";

  /** Sends a sealed prompt and prints the size of the answer. */
  private static final String CHAT =
      """
      import ai.nomyo.SecureChatCompletion;
      import ai.nomyo.chat.ChatRequest;
      import ai.nomyo.client.Nomyo;
      import ai.nomyo.testkit.FakeRouter;
      import ai.nomyo.testkit.PublishedTestKey;

      final class Main {
        public static void main(String[] arguments) {
          try (FakeRouter router = FakeRouter.start();
              SecureChatCompletion client =
                  Nomyo.client()
                      .backend(arguments[0])
                      .keyStore(PublishedTestKey.store())
                      .apiKey("sk-1234")
                      .baseUrl(router.baseUrl().toString())
                      .allowHttp(true)
                      .build()) {
            ChatRequest request = ChatRequest.builder().model("m").user("Hello!").build();
            System.out.println(client.create(request).firstText().orElseThrow().length());
            System.out.println(client.memory().shortfalls().toString().contains("JNA"));
            System.out.println(router.violations());
          }
        }
      }
      """;

  private static final String CHATTED = "12\nfalse\n[]\n";

  /** Reads an answer into a record of its own and lets the model call a method of its own. */
  private static final String TYPED =
      """
      import ai.nomyo.chat.ChatRequest;
      import ai.nomyo.SecureChatCompletion;
      import ai.nomyo.client.Nomyo;
      import ai.nomyo.testkit.Answer;
      import ai.nomyo.testkit.FakeRouter;
      import ai.nomyo.testkit.PublishedTestKey;
      import ai.nomyo.testkit.ScriptedTransport;
      import ai.nomyo.typed.Param;
      import ai.nomyo.typed.ToolMethod;
      import ai.nomyo.typed.Toolbox;
      import ai.nomyo.typed.TypedChat;

      final class Main {
        record City(String name, int people) {}

        @ToolMethod(description = "The weather.")
        String weather(@Param("city") String city) {
          return "sunny in " + city;
        }

        public static void main(String[] arguments) {
          FakeRouter router =
              FakeRouter.inMemory().answerWith(Answer.text("{\\"name\\": \\"Paris\\", \\"people\\": 2}"));
          try (SecureChatCompletion client =
              Nomyo.client()
                  .transport(ScriptedTransport.to(router))
                  .baseUrl(router.baseUrl().toString())
                  .keyStore(PublishedTestKey.store())
                  .build()) {
            ChatRequest request = ChatRequest.builder().model("m").user("Paris").build();
            System.out.println(TypedChat.on(client).create(request, City.class).value());
            System.out.println(Toolbox.of(new Main()).tools().get(0).name());
          }
        }
      }
      """;

  @TempDir Path directory;

  private static String requiring(String... modules) {
    return Stream.of(modules)
        .map(module -> "  requires " + module + ";\n")
        .collect(Collectors.joining("", "module " + ModularProgram.NAME + " {\n", "}\n"));
  }

  private static void assertPrinted(String expected, Cli.Result result) {
    assertEquals(expected, result.out().replace("\r", ""), result.err());
    assertEquals(0, result.exitCode(), result.err());
  }

  private static void assertSilent(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    assertEquals(List.of(), diagnostics.stream().map(Diagnostic::toString).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp"})
  void chats_requiringTheClientAlone(String backend) throws IOException {
    assumeFalse(backend.equals("accp") && OS.WINDOWS.isCurrentOs(), "ACCP has no Windows build");
    ModularProgram program = ModularProgram.in(directory);
    assertSilent(program.compile(requiring("ai.nomyo.client", "ai.nomyo.testkit"), CHAT));
    assertPrinted(CHATTED, program.run(List.of(), backend));
  }

  @Test
  void chatsOnBouncyCastle_requiringItsModule() throws IOException {
    ModularProgram program = ModularProgram.in(directory);
    String moduleInfo = requiring("ai.nomyo.client", "ai.nomyo.crypto.bc", "ai.nomyo.testkit");
    assertSilent(program.compile(moduleInfo, CHAT));
    assertPrinted(CHATTED, program.run(List.of(), "bc"));
  }

  @Test
  void bouncyCastle_isUnavailable_whereNobodyRequiresIt() throws IOException {
    ModularProgram program = ModularProgram.in(directory);
    assertSilent(program.compile(requiring("ai.nomyo.client", "ai.nomyo.testkit"), CHAT));
    Cli.Result result = program.run(List.of(), "bc");
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("a program that requires ai.nomyo.crypto.bc"), result.err());
  }

  @Test
  void chatsOnBcFips() throws IOException {
    ModularProgram program = ModularProgram.withBcFips(directory);
    assertSilent(program.compile(requiring("ai.nomyo.client", "ai.nomyo.testkit"), CHAT));
    assertPrinted(
        CHATTED, program.run(List.of("-Dorg.bouncycastle.fips.approved_only=true"), "bcfips"));
  }

  /** The examples of documents, each with a program that needs what it requires. */
  @ParameterizedTest
  @MethodSource("documentedModules")
  void documentedModule_runs(Document.Block example) throws IOException {
    boolean typed = example.text().contains("ai.nomyo.typed");
    String moduleInfo = example.text().replaceFirst("}\\s*$", "  requires ai.nomyo.testkit;\n}");
    ModularProgram program = ModularProgram.in(directory);
    assertSilent(program.compile(moduleInfo, typed ? TYPED : CHAT));
    assertPrinted(
        typed ? "City[name=Paris, people=2]\nweather\n" : CHATTED, program.run(List.of(), "jdk"));
  }

  static List<Document.Block> documentedModules() throws IOException {
    List<Document.Block> examples =
        Document.blocksIn("java").filter(ModularProgram::isModuleInfo).toList();
    assertEquals(2, examples.size(), () -> "with and without records: " + examples);
    return examples;
  }

  @Test
  void packagesThatAreNotExported_areRefusedByTheCompiler() throws IOException {
    List<ModuleReference> ours = ours();
    List<String> packages = new ArrayList<>();
    Set<String> hidden = new TreeSet<>();
    for (ModuleReference module : ours) {
      packages.addAll(packagesOf(module));
      hidden.addAll(packagesOf(module));
      exported(module.descriptor()).forEach(hidden::remove);
    }
    String imports =
        packages.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining());
    String[] modules = ours.stream().map(each -> each.descriptor().name()).toArray(String[]::new);

    Set<String> refused =
        ModularProgram.in(directory).compile(requiring(modules), imports + "class Main {}").stream()
            .filter(found -> found.getCode().equals("compiler.err.package.not.visible"))
            // The first line is the package's own.
            .map(found -> packages.get((int) found.getLineNumber() - 2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(hidden, refused);
    assertTrue(hidden.contains("ai.nomyo.core.wire"), hidden::toString);
  }

  @Test
  void packagesThatAreNotExported_areRefusedByReflection() throws IOException {
    ModularProgram program = ModularProgram.in(directory);
    String main =
        """
        final class Main {
          public static void main(String[] arguments) throws Exception {
            Class<?> threads = Class.forName("ai.nomyo.core.threads.DaemonThreads");
            System.out.println(threads.getMethod("named", String.class).invoke(null, "a") != null);
          }
        }
        """;
    assertSilent(program.compile(requiring("ai.nomyo.client"), main));

    Cli.Result refused = program.run(List.of());

    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("IllegalAccessException"), refused.err());
    String opened = "--add-exports=ai.nomyo.core/ai.nomyo.core.threads=" + ModularProgram.NAME;
    assertPrinted("true\n", program.run(List.of(opened)));
  }

  /**
   * What {@code -Xlint:exports} says, which the build leaves out: a signature shows no type that
   * who requires the module does not see. JSpecify's annotations and JUnit are for those who name
   * them.
   */
  @ParameterizedTest
  @MethodSource("ours")
  void signatures_showTypesThatWhoRequiresTheModuleSees(ModuleReference module) throws IOException {
    boolean knowsBcFips = module.descriptor().name().equals("ai.nomyo.crypto.jca");
    Stream<Path> jars = knowsBcFips ? ModularProgram.jarsWithBcFips() : ModularProgram.jars();
    String path = ModularProgram.path(jars.toList());
    List<Path> sources;
    try (Stream<Path> files = Files.walk(sourceOf(module))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }

    List<String> said =
        ModularProgram.compile(
                List.of("-proc:none", "-Xlint:exports", "-d", directory.toString(), "-p", path),
                sources)
            .stream()
            .map(Diagnostic::toString)
            .toList();

    assertEquals(
        List.of(),
        said.stream()
            .filter(line -> !line.contains("module org.jspecify is not indirectly exported"))
            .filter(line -> !line.contains("module org.junit.jupiter.api is not indirectly"))
            .toList());
  }

  /** A packaged module lies in the target directory of the module that it is made of. */
  private static Path sourceOf(ModuleReference module) {
    return Path.of(module.location().orElseThrow()).resolve("../../src/main/java").normalize();
  }

  static List<ModuleReference> ours() {
    Path[] jars =
        ModularProgram.jars()
            .filter(jar -> jar.getFileName().toString().startsWith("nomyo-"))
            .toArray(Path[]::new);
    List<ModuleReference> modules = ModuleFinder.of(jars).findAll().stream().toList();
    assertEquals(11, modules.size(), modules::toString);
    assertTrue(modules.stream().allMatch(each -> each.descriptor().name().startsWith(OURS)));
    return modules;
  }

  private static Set<String> packagesOf(ModuleReference module) throws IOException {
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      return files
          .filter(file -> file.endsWith(".class") && file.contains("/"))
          .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> exported(ModuleDescriptor module) {
    return module.exports().stream()
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }
}
