// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of backends, and what those without a generator of random numbers draw on. */
class BackendNamesTest {

  @Test
  void versions_areThoseOfAllProviders() {
    JcaProviders two =
        new JcaProviders("x", List.of(new OfferingProvider("A"), new OfferingProvider("B")));
    assertEquals("1+1", two.versions());
  }

  @Test
  void providersWithoutAGenerator_drawOnTheJvms() {
    JcaProviders none = new JcaProviders("x", List.of(new OfferingProvider("A")));
    assertNotNull(none.random());
  }

  @Test
  void nativeLibraryThatDoesNotLoad_isNamedWithTheFirstLineOfTheReason() {
    OptionalLibrary library = new OptionalLibrary("x", "group:x");
    String message =
        library.nativeLibraryMissing(new UnsatisfiedLinkError("no libx\nin a path")).getMessage();
    assertTrue(message.contains("(no libx);"), message);
    String silent = library.nativeLibraryMissing(new UnsatisfiedLinkError("")).getMessage();
    assertTrue(silent.contains("(no reason given);"), silent);
  }
}
