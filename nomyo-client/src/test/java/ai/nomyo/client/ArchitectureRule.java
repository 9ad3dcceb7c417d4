// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * A rule and the classes that break it, each alone or all together.
 *
 * @param mayUse what a room may use beside itself and the language
 */
record ArchitectureRule(
    String name, ArchRule rule, List<Class<?>> planted, boolean together, Set<String> mayUse) {

  /** What every room may use. */
  private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations"};

  /** A package that may use itself, the language and what is listed. */
  static ArchitectureRule room(String room, Class<?> planted, String... mayUse) {
    return new ArchitectureRule(
        room,
        classes()
            .that()
            .resideInAPackage(room)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(LANGUAGE)
                    .or(resideInAnyPackage(room))
                    .or(resideInAnyPackage(mayUse))),
        List.of(planted),
        false,
        Set.of(mayUse));
  }

  static ArchitectureRule row(String name, ArchRule rule, Class<?>... planted) {
    return new ArchitectureRule(name, rule, List.of(planted), false, Set.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
