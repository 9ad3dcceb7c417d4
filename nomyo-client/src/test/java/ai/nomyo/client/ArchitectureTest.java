// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static ai.nomyo.client.ArchitectureRule.row;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.PlantedFilesInConfig;
import ai.nomyo.core.PlantedCipherInCore;
import ai.nomyo.core.PlantedDigestInCore;
import ai.nomyo.core.PlantedFileInCore;
import ai.nomyo.core.PlantedFilesInCore;
import ai.nomyo.core.PlantedSocketInCore;
import ai.nomyo.crypto.bc.PlantedJceInBc;
import ai.nomyo.crypto.bc.PlantedKeyFactoryInBc;
import ai.nomyo.crypto.bc.PlantedProviderInBc;
import ai.nomyo.planted.Printing;
import ai.nomyo.planted.Registering;
import ai.nomyo.planted.Tracing;
import ai.nomyo.planted.east.East;
import ai.nomyo.planted.west.West;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows of docs/architecture.md. Each rule stands beside a planted class that breaks it.
 *
 * <p>Looks at the modules below {@code nomyo-client}, and at itself: not at the command and the
 * benchmarks, which come after it, may use all of it, and alone may print.
 */
class ArchitectureTest {

  /** The parts of the JDK that reach nothing outside the process and do no cryptography. */
  private static final DescribedPredicate<JavaClass> PURE_JAVA =
      resideInAnyPackage(
              "java.io",
              "java.lang..",
              "java.math",
              "java.nio",
              "java.nio.charset",
              "java.time",
              "java.time.format",
              "java.util",
              "java.util.concurrent..",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations")
          .and(DescribedPredicate.not(simpleNameStartingWith("File")))
          .and(DescribedPredicate.not(simpleNameStartingWith("RandomAccessFile")))
          .or(type(Path.class))
          .or(type(URI.class))
          .or(type(URISyntaxException.class))
          .as("pure Java, Path and URI");

  /** Read together for speed, judged each alone. */
  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .importClasses(
              Stream.concat(rooms(), house())
                  .flatMap(row -> row.planted().stream())
                  .collect(Collectors.toSet()));

  static Stream<ArchitectureRule> rooms() {
    return Rooms.all();
  }

  static Stream<ArchitectureRule> house() {
    return Stream.of(
        row(
            "api and core open no socket and no file but an API key's, and do no cryptography",
            classes()
                .that(
                    resideInAnyPackage(
                        "ai.nomyo",
                        "ai.nomyo.chat",
                        "ai.nomyo.config",
                        "ai.nomyo.error",
                        "ai.nomyo.json",
                        "ai.nomyo.report",
                        "ai.nomyo.core.."))
                .and()
                .doNotHaveFullyQualifiedName("ai.nomyo.config.ApiKeyFile")
                .should()
                .onlyDependOnClassesThat(
                    PURE_JAVA.or(
                        resideInAnyPackage("ai.nomyo..", "tools.jackson..", "org.slf4j.."))),
            PlantedCipherInCore.class,
            PlantedDigestInCore.class,
            PlantedSocketInCore.class,
            PlantedFileInCore.class,
            PlantedFilesInCore.class,
            PlantedFilesInConfig.class),
        row(
            "Bouncy Castle is used without the JCA, but for random numbers and its version",
            classes()
                .that()
                .resideInAPackage("ai.nomyo.crypto.bc")
                .and()
                .doNotHaveSimpleName("LibraryVersion")
                .should()
                .onlyDependOnClassesThat(
                    PURE_JAVA
                        .or(type(SecureRandom.class))
                        .or(type(Provider.class))
                        .or(
                            resideInAnyPackage(
                                "ai.nomyo..",
                                "org.bouncycastle.asn1..",
                                "org.bouncycastle.crypto.."))),
            PlantedJceInBc.class,
            PlantedKeyFactoryInBc.class,
            PlantedProviderInBc.class),
        row(
            "nobody prints, but contracts, which are tests",
            noClasses()
                .that()
                .resideOutsideOfPackage("ai.nomyo.testkit.contract")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(
                    target(name("printStackTrace"))
                        .and(target(owner(assignableTo(Throwable.class))))),
            Printing.class,
            Tracing.class),
        row(
            "nobody changes the host's providers",
            noClasses()
                .should()
                .callMethod(Security.class, "addProvider", Provider.class)
                .orShould()
                .callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
                .orShould()
                .callMethod(Security.class, "setProperty", String.class, String.class),
            Registering.class),
        new ArchitectureRule(
            "packages have no cycles",
            slices().matching("ai.nomyo.(**)").should().beFreeOfCycles(),
            List.of(East.class, West.class),
            true,
            Set.of()));
  }

  @ParameterizedTest
  @MethodSource({"rooms", "house"})
  void ruleHolds(ArchitectureRule row) {
    row.rule().check(MainClasses.ALL);
  }

  @ParameterizedTest
  @MethodSource({"rooms", "house"})
  void ruleNotices_whatBreaksIt(ArchitectureRule row) {
    if (row.together()) {
      assertBroken(row, row.planted());
    } else {
      row.planted().forEach(planted -> assertBroken(row, List.of(planted)));
    }
  }

  private static void assertBroken(ArchitectureRule row, List<Class<?>> planted) {
    Set<String> names = planted.stream().map(Class::getName).collect(Collectors.toSet());
    JavaClasses broken =
        PLANTED.that(
            DescribedPredicate.describe("planted", type -> names.contains(type.getName())));
    assertEquals(names.size(), broken.size());
    EvaluationResult result = row.rule().evaluate(broken);
    assertTrue(result.hasViolation(), () -> row + " does not mind " + names);
  }

  @Test
  void everyPackage_isARoomWithARule() {
    Set<String> packages =
        MainClasses.ALL.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rooms =
        rooms().map(ArchitectureRule::name).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rooms, packages);
  }
}
