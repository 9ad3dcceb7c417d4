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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BcHybridCipherTest {

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

  @Test
  void bcFipsOnTheSameClassPath_isRefusedAndTheReasonNamed() throws Exception {
    InvocationTargetException thrown =
        assertThrows(
            InvocationTargetException.class,
            () ->
                new MixingClassLoader()
                    .loadClass(BcHybridCipher.class.getName())
                    .getMethod("create")
                    .invoke(null));
    assertEquals(
        "crypto backend bc cannot share a class path with BC-FIPS (bc-fips); remove one of them",
        assertInstanceOf(BackendUnavailableException.class, thrown.getCause()).getMessage());
  }

  /** Loads the adapter anew, beside what passes for BC-FIPS. */
  private static final class MixingClassLoader extends ClassLoader {

    MixingClassLoader() {
      super(BcHybridCipher.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith("ai.nomyo.crypto.bc.") ? define(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = code.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }

    @Override
    public URL getResource(String name) {
      boolean fips = name.equals("org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class");
      return super.getResource(fips ? "java/lang/Object.class" : name);
    }
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
