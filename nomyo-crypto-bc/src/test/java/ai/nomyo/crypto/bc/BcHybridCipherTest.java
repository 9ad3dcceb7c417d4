// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
import ai.nomyo.core.port.CipherDescription.Step;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.testkit.machine.OtherClassPath;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.security.Security;
import java.util.List;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BcHybridCipherTest {

  private static final String BC_FIPS =
      "org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class";

  private static final byte[] TEXT = {1, 2, 3};

  @Test
  void hostsProviders_areTheSameBeforeAndAfter() throws Exception {
    List<?> before = List.of(Security.getProviders());
    HybridCipher cipher = BcHybridCipher.create();
    roundTrip(cipher, cipher);
    assertEquals(before, List.of(Security.getProviders()));
  }

  @Test
  void keyOfOneInstance_isGoodForAnother() throws Exception {
    roundTrip(BcHybridCipher.create(), BcHybridCipher.create());
  }

  @Test
  void description_namesTheLibraryAndTheJvmsRandomNumbers() {
    CipherDescription description = BcHybridCipher.create().description();
    assertEquals("bc", description.backend());
    assertEquals(Code.JAVA, description.code());
    assertEquals(Fips.NONE, description.fips());
    for (Step step : Step.values()) {
      assertTrue(
          description
              .steps()
              .get(step)
              .startsWith(step == Step.RANDOM_NUMBERS ? "SUN " : "Bouncy Castle 1."),
          description.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {BcHybridCipher.class, BcKeyProtection.class})
  void bcFipsOnTheSameClassPath_isRefusedAndTheReasonNamed(Class<?> adapter) {
    Throwable refusal = failure(adapter, classPath().with(BC_FIPS));
    assertEquals(
        "crypto backend bc cannot share a class path with BC-FIPS (bc-fips); remove one of them",
        assertInstanceOf(BackendUnavailableException.class, refusal).getMessage());
  }

  /** Its constructor alone would not notice. */
  @ParameterizedTest
  @ValueSource(classes = {OAEPEncoding.class, GCMBlockCipher.class})
  void cipherThatCannotDoAStep_isNotMade(Class<?> step) {
    Throwable failure = failure(BcHybridCipher.class, classPath().without(step.getName()));
    assertEquals(
        step.getName(),
        assertInstanceOf(ClassNotFoundException.class, failure.getCause()).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "org.bouncycastle.crypto.modes.GCMBlockCipher, newInstance",
    "org.bouncycastle.crypto.encodings.OAEPEncoding, processBlock"
  })
  void libraryWithoutAMethodThatIsUsed_isRefusedAndItsVersionNamed(Class<?> type, String method) {
    Throwable refusal = failure(BcHybridCipher.class, classPath().without(type, method));
    assertEquals(
        "crypto backend bc needs Bouncy Castle 1.86 or later; the class path has "
            + new BouncyCastleProvider().getVersionStr(),
        assertInstanceOf(BackendUnavailableException.class, refusal).getMessage());
    assertInstanceOf(IncompatibleClassChangeError.class, refusal.getCause());
  }

  /** Or the test above would be of the class loader. */
  @Test
  void libraryWithoutAMethodThatIsNotUsed_isTaken() throws Exception {
    ClassLoader other = classPath().without(KeyParameter.class, "reverse");
    Object cipher =
        other.loadClass(BcHybridCipher.class.getName()).getMethod("create").invoke(null);
    assertEquals("BcHybridCipher", cipher.toString());
  }

  private static OtherClassPath classPath() {
    return OtherClassPath.loadingAnew("ai.nomyo.crypto.bc.", "org.bouncycastle.");
  }

  private static Throwable failure(Class<?> adapter, ClassLoader classPath) {
    return assertThrows(
            InvocationTargetException.class,
            () -> classPath.loadClass(adapter.getName()).getMethod("create").invoke(null))
        .getCause();
  }

  @Test
  void texts_nameSizesOnly() throws Exception {
    HybridCipher cipher = BcHybridCipher.create();
    try (OpeningKey key = cipher.keys().generate(2048)) {
      assertEquals("BcOpeningKey[2048 bits]", key.toString());
      assertEquals("BcSealingKey[2048 bits]", cipher.keys().readPublic(key.spki()).toString());
    }
    assertEquals("BcHybridCipher", cipher.toString());
    assertEquals("BcKeyProtection", BcKeyProtection.create().toString());
  }

  private static void roundTrip(HybridCipher maker, HybridCipher user) throws Exception {
    try (OpeningKey key = maker.keys().generate(2048);
        SecretBytes plaintext = user.open(sealed(maker, key), key, SecretMemory.offHeap())) {
      byte[] opened = new byte[plaintext.size()];
      plaintext.lend().get(opened);
      assertArrayEquals(TEXT, opened);
    }
  }

  private static SealedMessage sealed(HybridCipher cipher, OpeningKey key) throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(
            out -> out.write(TEXT),
            ciphertext,
            cipher.keys().readPublic(key.spki()),
            SecretMemory.offHeap());
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }
}
