// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

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

import ai.nomyo.PlantedCoreAtTheEntry;
import ai.nomyo.chat.PlantedCoreInChat;
import ai.nomyo.config.PlantedFilesInConfig;
import ai.nomyo.config.PlantedJsonInConfig;
import ai.nomyo.core.PlantedAdapterInCore;
import ai.nomyo.core.PlantedCipherInCore;
import ai.nomyo.core.PlantedDigestInCore;
import ai.nomyo.core.PlantedFileInCore;
import ai.nomyo.core.PlantedFilesInCore;
import ai.nomyo.core.PlantedSocketInCore;
import ai.nomyo.core.bytes.PlantedPortInBytes;
import ai.nomyo.core.events.PlantedPortInEvents;
import ai.nomyo.core.keys.PlantedJacksonInKeys;
import ai.nomyo.core.pem.PlantedErrorInPem;
import ai.nomyo.core.pkcs8.PlantedPemInPkcs8;
import ai.nomyo.core.port.PlantedWireInPort;
import ai.nomyo.core.retry.PlantedServerInRetry;
import ai.nomyo.core.selftest.PlantedWireInSelftest;
import ai.nomyo.core.server.PlantedKeysInServer;
import ai.nomyo.core.threads.PlantedPortInThreads;
import ai.nomyo.core.time.PlantedPortInTime;
import ai.nomyo.core.wire.PlantedServerInWire;
import ai.nomyo.crypto.bc.PlantedJceInBc;
import ai.nomyo.crypto.bc.PlantedKeyFactoryInBc;
import ai.nomyo.crypto.bc.PlantedProviderInBc;
import ai.nomyo.crypto.jca.PlantedBouncyCastleInJca;
import ai.nomyo.error.PlantedConfigInError;
import ai.nomyo.json.PlantedChatInJson;
import ai.nomyo.keystore.file.PlantedCipherInKeyStore;
import ai.nomyo.keystore.pkcs11.PlantedProviderInPkcs11;
import ai.nomyo.memory.locked.PlantedKeysInMemory;
import ai.nomyo.planted.Printing;
import ai.nomyo.planted.Registering;
import ai.nomyo.planted.Tracing;
import ai.nomyo.planted.east.East;
import ai.nomyo.planted.west.West;
import ai.nomyo.report.PlantedErrorInReport;
import ai.nomyo.testkit.PlantedAdapterInTestkit;
import ai.nomyo.testkit.contract.PlantedClientInContract;
import ai.nomyo.testkit.fault.PlantedCoreInFault;
import ai.nomyo.testkit.machine.PlantedPortInMachine;
import ai.nomyo.transport.httpclient.PlantedWireInTransport;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
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

  /** What every room may use. */
  private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations"};

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

  /** A rule and the classes that break it, each alone or all together. */
  record Row(
      String name, ArchRule rule, List<Class<?>> planted, boolean together, Set<String> mayUse) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A package that may use itself, the language and what is listed. */
  private static Row room(String room, Class<?> planted, String... mayUse) {
    return new Row(
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

  private static Row row(String name, ArchRule rule, Class<?>... planted) {
    return new Row(name, rule, List.of(planted), false, Set.of());
  }

  static Stream<Row> rooms() {
    return Stream.of(
        // nomyo-api
        room("ai.nomyo.error", PlantedConfigInError.class, "ai.nomyo.report"),
        room("ai.nomyo.report", PlantedErrorInReport.class),
        room("ai.nomyo.json", PlantedChatInJson.class, "ai.nomyo.error"),
        room("ai.nomyo.config", PlantedJsonInConfig.class, "ai.nomyo.error"),
        room(
            "ai.nomyo.chat",
            PlantedCoreInChat.class,
            "ai.nomyo.json",
            "ai.nomyo.config",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo",
            PlantedCoreAtTheEntry.class,
            "ai.nomyo.report",
            "ai.nomyo.chat",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        // nomyo-core
        room("ai.nomyo.core.bytes", PlantedPortInBytes.class),
        room("ai.nomyo.core.threads", PlantedPortInThreads.class),
        room("ai.nomyo.core.time", PlantedPortInTime.class, "ai.nomyo.error"),
        room("ai.nomyo.core.events", PlantedPortInEvents.class, "org.slf4j..", "ai.nomyo.report"),
        room(
            "ai.nomyo.core.retry",
            PlantedServerInRetry.class,
            "ai.nomyo.core.events",
            "ai.nomyo.core.time",
            "ai.nomyo.config",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.pem",
            PlantedErrorInPem.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.core.port",
            PlantedWireInPort.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.config"),
        room(
            "ai.nomyo.core.pkcs8",
            PlantedPemInPkcs8.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.core.selftest",
            PlantedWireInSelftest.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.wire",
            PlantedServerInWire.class,
            "tools.jackson..",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.keys",
            PlantedJacksonInKeys.class,
            "org.slf4j",
            "ai.nomyo.config",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.pkcs8",
            "ai.nomyo.core.port",
            "ai.nomyo.core.threads",
            "ai.nomyo.core.time",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.server",
            PlantedKeysInServer.class,
            "org.slf4j",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.events",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.retry",
            "ai.nomyo.core.threads",
            "ai.nomyo.core.time",
            "ai.nomyo.core.wire",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core",
            PlantedAdapterInCore.class,
            "ai.nomyo.report",
            "ai.nomyo.core.events",
            "ai.nomyo.core.keys",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.retry",
            "ai.nomyo.core.server",
            "ai.nomyo.core.threads",
            "ai.nomyo.core.time",
            "ai.nomyo.core.wire",
            "ai.nomyo",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        // The adapters
        room(
            "ai.nomyo.crypto.jca",
            PlantedBouncyCastleInJca.class,
            "javax.crypto..",
            "javax.security.auth",
            "org.conscrypt",
            "com.amazon.corretto.crypto.provider",
            "org.bouncycastle.crypto",
            "org.bouncycastle.crypto.fips",
            "org.bouncycastle.jcajce.provider",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pkcs8",
            "ai.nomyo.core.port",
            "ai.nomyo.core.selftest",
            "ai.nomyo.core.threads",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.crypto.bc",
            PlantedJceInBc.class,
            "org.bouncycastle.asn1..",
            "org.bouncycastle.crypto..",
            "org.bouncycastle.jce.provider",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pkcs8",
            "ai.nomyo.core.port",
            "ai.nomyo.core.selftest",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.transport.httpclient",
            PlantedWireInTransport.class,
            "javax.net.ssl",
            "org.apache.hc..",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.threads",
            "ai.nomyo.config",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.keystore.file",
            PlantedCipherInKeyStore.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.time",
            "ai.nomyo.config",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.memory.locked",
            PlantedKeysInMemory.class,
            "com.sun.jna",
            "org.slf4j",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.keystore.pkcs11",
            PlantedProviderInPkcs11.class,
            "javax.crypto",
            "javax.security.auth..",
            "org.bouncycastle.asn1.x500..",
            "org.bouncycastle.cert..",
            "org.bouncycastle.crypto..",
            "org.bouncycastle.operator..",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port",
            "ai.nomyo.error"),
        // nomyo-client, the only one that names adapters
        room(
            "ai.nomyo.client",
            PlantedJacksonInClient.class,
            "ai.nomyo.crypto.jca",
            "ai.nomyo.crypto.bc",
            "ai.nomyo.transport.httpclient",
            "ai.nomyo.keystore.file",
            "ai.nomyo.memory.locked",
            "ai.nomyo.core",
            "ai.nomyo.core.port",
            "ai.nomyo.core.server",
            "ai.nomyo",
            "ai.nomyo.report",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        // nomyo-testkit
        room(
            "ai.nomyo.testkit",
            PlantedAdapterInTestkit.class,
            "com.sun.management",
            "javax.crypto..",
            "javax.net.ssl",
            "org.junit.jupiter.api..",
            "ai.nomyo.core..",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.testkit.contract",
            PlantedClientInContract.class,
            "javax.crypto..",
            "javax.net.ssl",
            "org.junit.jupiter.api..",
            "ai.nomyo.testkit",
            "ai.nomyo.testkit.machine",
            "ai.nomyo.core..",
            "ai.nomyo.config",
            "ai.nomyo.json"),
        room("ai.nomyo.testkit.fault", PlantedCoreInFault.class, "ai.nomyo.testkit"),
        room("ai.nomyo.testkit.machine", PlantedPortInMachine.class, "org.junit.jupiter.api"));
  }

  static Stream<Row> house() {
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
        new Row(
            "packages have no cycles",
            slices().matching("ai.nomyo.(**)").should().beFreeOfCycles(),
            List.of(East.class, West.class),
            true,
            Set.of()));
  }

  @ParameterizedTest
  @MethodSource({"rooms", "house"})
  void ruleHolds(Row row) {
    row.rule().check(MainClasses.ALL);
  }

  @ParameterizedTest
  @MethodSource({"rooms", "house"})
  void ruleNotices_whatBreaksIt(Row row) {
    if (row.together()) {
      assertBroken(row, row.planted());
    } else {
      row.planted().forEach(planted -> assertBroken(row, List.of(planted)));
    }
  }

  private static void assertBroken(Row row, List<Class<?>> planted) {
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
    Set<String> rooms = rooms().map(Row::name).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rooms, packages);
  }
}
