// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows of this module, which comes after {@code nomyo-client} and its {@code
 * ArchitectureTest}. Each rule stands beside a planted class that breaks it.
 */
class TypedArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ai.nomyo.typed..");

  private static final String[] PLAIN = {
    "java..", "ai.nomyo", "ai.nomyo.chat", "ai.nomyo.error", "ai.nomyo.json", "ai.nomyo.typed"
  };

  private record Row(String name, ArchRule rule, Class<?> planted) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "the API, a schema generator, Jackson and SLF4J are all it knows",
            classes()
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(PLAIN)
                        .or(
                            resideInAnyPackage(
                                "ai.nomyo.config",
                                "org.jspecify.annotations",
                                "com.fasterxml.classmate",
                                "com.fasterxml.jackson.annotation",
                                "com.github.victools.jsonschema..",
                                "org.slf4j",
                                "tools.jackson.."))),
            PlantedCoreInTyped.class),
        new Row(
            "no public signature names a library",
            codeUnits()
                .that(describe("are public", TypedArchitectureTest::isPublic))
                .should(have(describe("plain types only", TypedArchitectureTest::isPlain))),
            PlantedNodeInTyped.class),
        new Row(
            "nobody prints",
            noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"),
            PlantedPrintingInTyped.class));
  }

  private static boolean isPublic(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isPlain(JavaCodeUnit unit) {
    return Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
        .map(JavaClass::getBaseComponentType)
        .allMatch(type -> type.isPrimitive() || resideInAnyPackage(PLAIN).test(type));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ruleHolds(Row row) {
    row.rule().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ruleNotices_whatBreaksIt(Row row) {
    JavaClasses planted = new ClassFileImporter().importClasses(row.planted());
    assertTrue(row.rule().evaluate(planted).hasViolation());
  }

  /** So that nobody has to look for a type in a second room. */
  @Test
  void thereIsOnePackage() {
    Set<String> packages = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertEquals(Set.of("ai.nomyo.typed"), packages);
  }
}
