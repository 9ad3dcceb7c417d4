// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.testkit.machine.OtherClassPath;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backends whose library is absent or does not work here. */
final class OptionalBackendsTest {

  @ParameterizedTest
  @CsvSource({
    "org.conscrypt., conscrypt, org.conscrypt:conscrypt-openjdk-uber",
    "com.amazon., accp, software.amazon.cryptools:AmazonCorrettoCryptoProvider"
  })
  void absentJar_isNamed(String hidden, String backend, String jar) {
    assertEquals(
        "crypto backend " + backend + " needs " + jar + " on the class path",
        refusal(classPathWithout(hidden), backend).getMessage());
  }

  @Test
  void absentBcFips_isNamed() {
    for (Runnable factory :
        new Runnable[] {() -> JcaHybridCipher.bcFips(), () -> JcaKeyProtection.bcFips()}) {
      BackendUnavailableException error =
          assertThrows(BackendUnavailableException.class, factory::run);
      assertEquals(
          "crypto backend bcfips needs org.bouncycastle:bc-fips on the class path",
          error.getMessage());
    }
  }

  @Test
  void jdkBackend_needsNoneOfThem() throws Exception {
    for (String hidden : new String[] {"org.conscrypt.", "com.amazon.", "org.bouncycastle."}) {
      classPathWithout(hidden)
          .loadClass(JcaHybridCipher.class.getName())
          .getMethod("onJdk")
          .invoke(null);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "META-INF/native/, conscrypt, org.conscrypt:conscrypt-openjdk-uber",
    "com/amazon/corretto/crypto/provider/lib, accp,"
        + " software.amazon.cryptools:AmazonCorrettoCryptoProvider"
  })
  void nativeLibraryThatIsAbsent_isNamedWithThePlatformAndTheWayOut(
      String hidden, String backend, String jar) {
    String message = refusal(classPathWithout(hidden), backend).getMessage();
    assertTrue(
        message.startsWith(
            "crypto backend "
                + backend
                + " cannot load its native library on "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + " ("),
        message);
    assertTrue(
        message.endsWith(
            "); add the " + jar + " of this platform if there is one, or choose the backend jdk"),
        message);
    assertEquals(1, message.lines().count());
  }

  private static BackendUnavailableException refusal(ClassLoader loader, String factory) {
    InvocationTargetException thrown =
        assertThrows(
            InvocationTargetException.class,
            () ->
                loader.loadClass(JcaHybridCipher.class.getName()).getMethod(factory).invoke(null));
    return assertInstanceOf(BackendUnavailableException.class, thrown.getCause());
  }

  /** What a class path with other versions on it does. */
  @Nested
  class Linking {

    private final OptionalLibrary library = new OptionalLibrary("x", "group:x");

    @Test
    void everyLinkageError_becomesASentence() {
      Map<LinkageError, String> sentences =
          Map.of(
              new NoClassDefFoundError("a/B"), "needs group:x on the class path",
              new NoSuchMethodError("m"), "cannot be linked; group:x is of another version",
              new ExceptionInInitializerError(), "cannot be linked; group:x is of another version");
      sentences.forEach(
          (error, sentence) -> {
            BackendUnavailableException refusal =
                assertThrows(
                    BackendUnavailableException.class,
                    () ->
                        library.use(
                            () -> {
                              throw error;
                            }));
            assertEquals("crypto backend x " + sentence, refusal.getMessage());
            assertEquals(error, refusal.getCause());
          });
    }
  }

  private static ClassLoader classPathWithout(String hidden) {
    return OtherClassPath.loadingAnew(
            "ai.nomyo.crypto.jca.", "org.conscrypt.", "com.amazon.corretto.")
        .without(hidden);
  }
}
