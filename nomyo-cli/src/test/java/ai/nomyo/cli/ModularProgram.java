// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A program with a module-info of its own: compiled against the packaged modules, and run on them
 * with nothing on the class path. JSpecify and JUnit are not there, as in programs that do not name
 * them.
 */
record ModularProgram(Path directory, List<Path> modulePath) {

  static final String NAME = "my.program";

  /** BC-FIPS, which cannot share a module path with plain Bouncy Castle. */
  private static final Path FIPS = Path.of("target", "lib-fips").toAbsolutePath();

  private static final Predicate<String> PLAIN =
      Pattern.compile("(nomyo-crypto-bc|nomyo-keystore-pkcs11|bc[a-z]+-jdk18on).*").asPredicate();

  private static final Predicate<String> OF_TESTS =
      Pattern.compile("^(apiguardian|archunit|jspecify|junit|opentest4j|picocli)").asPredicate();

  static boolean isModuleInfo(Document.Block block) {
    return block.text().startsWith("module ");
  }

  static ModularProgram in(Path directory) {
    return on(jars(), directory);
  }

  static ModularProgram withBcFips(Path directory) throws IOException {
    return on(jarsWithBcFips(), directory);
  }

  private static ModularProgram on(Stream<Path> jars, Path directory) {
    return new ModularProgram(directory, jars.filter(jar -> !OF_TESTS.test(name(jar))).toList());
  }

  /** Packaged modules and libraries, those of tests included. */
  static Stream<Path> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of);
  }

  /** The same with BC-FIPS in the place of plain Bouncy Castle. */
  static Stream<Path> jarsWithBcFips() throws IOException {
    try (Stream<Path> fips = Files.list(FIPS)) {
      return Stream.concat(jars().filter(jar -> !PLAIN.test(name(jar))), fips.toList().stream());
    }
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }

  /**
   * @param moduleInfo of a module with this name
   * @param main its one class, {@code Main}
   * @return all that the compiler says
   */
  List<Diagnostic<? extends JavaFileObject>> compile(String moduleInfo, String main)
      throws IOException {
    Path sources = Files.createDirectories(directory.resolve("sources"));
    List<Path> files = List.of(sources.resolve("module-info.java"), sources.resolve("Main.java"));
    Files.writeString(files.get(0), moduleInfo);
    Files.writeString(files.get(1), "package " + NAME + ";\n" + main);
    return compile(
        List.of("-proc:none", "-Xlint:all", "-d", classes().toString(), "-p", path(modulePath)),
        files);
  }

  static List<Diagnostic<? extends JavaFileObject>> compile(List<String> options, List<Path> files)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, null, StandardCharsets.UTF_8)) {
      compiler
          .getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
    }
    return found.getDiagnostics();
  }

  static String path(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private Path classes() {
    return directory.resolve("classes");
  }

  Cli.Result run(List<String> options, String... arguments) throws IOException {
    Stream<String> command =
        Stream.of(
                Stream.of(Command.JAVA_HOME.resolve("bin/java").toString()),
                options.stream(),
                Stream.of("-p", classes() + File.pathSeparator + path(modulePath)),
                Stream.of("-m", NAME + "/" + NAME + ".Main"),
                Stream.of(arguments))
            .flatMap(words -> words);
    return Command.in(directory, command.toArray(String[]::new)).run("");
  }
}
