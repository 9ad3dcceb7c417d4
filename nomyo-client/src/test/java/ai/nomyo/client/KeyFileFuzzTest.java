// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.pkcs8.Pkcs1;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection.Scheme;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a key file holds, each backend reads a key or refuses it; none takes another key. */
@DisabledOnOs(OS.WINDOWS)
class KeyFileFuzzTest {

  /** As many take a hundredth of a second; that more are bounded is Pbes2FuzzTest's to show. */
  private static final int MOST_ITERATIONS = 20_000;

  private static final SecretMemory MEMORY = SecretMemory.onHeap();

  private static final List<Backend> BACKENDS =
      Stream.of("jdk", "conscrypt", "accp", "bc").map(Backends::named).toList();

  static Stream<Named<byte[]>> files() {
    Stream<Named<byte[]>> stored =
        Stream.of(
                "client/private_key.pem",
                "client/public_key.pem",
                "client-password/private_key.pem")
            .map(name -> Named.of(name, Golden.bytes(name)));
    byte[] pkcs1 = Golden.pkcs1().getBytes(StandardCharsets.US_ASCII);
    return Stream.concat(stored, Stream.of(Named.of("PKCS#1", pkcs1)));
  }

  @MethodSource("files")
  @FuzzTest
  void file(byte[] file) {
    List<Bytes> spkis = BACKENDS.stream().flatMap(backend -> spki(backend, file).stream()).toList();
    assertTrue(spkis.stream().distinct().count() <= 1, "the backends read different keys");
  }

  private static Optional<Bytes> spki(Backend backend, byte[] file) {
    try (SecretBytes text = SecretBytes.owning(file.clone());
        Pem pem = Pem.read(text, MEMORY)) {
      return switch (pem.label()) {
        case Pem.PUBLIC_KEY -> Optional.of(publicKey(backend, text));
        case Pem.PRIVATE_KEY -> Optional.of(privateKey(backend.cipher().keys(), pem.der()));
        case Pem.RSA_PRIVATE_KEY -> Optional.of(pkcs1(backend, pem));
        case Pem.ENCRYPTED_PRIVATE_KEY -> encrypted(backend, pem);
        default -> Optional.empty();
      };
    } catch (MalformedPemException | CipherException refused) {
      return Optional.empty();
    }
  }

  private static Bytes publicKey(Backend backend, SecretBytes text)
      throws MalformedPemException, CipherException {
    String pem = StandardCharsets.ISO_8859_1.decode(text.lend()).toString();
    SealingKey key = backend.cipher().keys().readPublic(Pem.readPublicKey(pem));
    assertTrue(key.sizeBits() > 0);
    return key.spki();
  }

  /** What was read can be written, and is the same key again. */
  private static Bytes privateKey(RsaKeys keys, SecretBytes pkcs8) throws CipherException {
    try (OpeningKey key = keys.readPrivate(pkcs8);
        SecretBytes written = keys.writePrivate(key, MEMORY);
        OpeningKey again = keys.readPrivate(written)) {
      assertEquals(key.spki(), again.spki());
      return key.spki();
    }
  }

  private static Bytes pkcs1(Backend backend, Pem pem) throws CipherException {
    try (SecretBytes pkcs8 = Pkcs1.toPkcs8(pem.der(), MEMORY)) {
      return privateKey(backend.cipher().keys(), pkcs8);
    }
  }

  private static Optional<Bytes> encrypted(Backend backend, Pem pem) throws CipherException {
    Scheme scheme = backend.keyProtection().inspect(pem.der());
    if (scheme.iterations().orElse(Long.MAX_VALUE) > MOST_ITERATIONS) {
      return Optional.empty();
    }
    try (SecretBytes pkcs8 =
        backend.keyProtection().unprotect(pem.der(), Golden.password(), MEMORY)) {
      return Optional.of(privateKey(backend.cipher().keys(), pkcs8));
    }
  }
}
