// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.selftest;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Shows that a cipher gives known answers before anybody relies on it: that it opens a message made
 * elsewhere, opens what it sealed itself, and refuses a message with one bit of its tag changed.
 *
 * <p>It costs three RSA-2048 operations with the private key and one with the public: 1 to 3 ms.
 * The first time in a JVM it also loads the classes and natives that the first request would load,
 * which takes some ten milliseconds more on native providers and up to a hundred on those in Java.
 */
public final class KnownAnswerTest {

  private final HybridCipher cipher;
  private final SecretMemory memory = SecretMemory.onHeap();

  private KnownAnswerTest(HybridCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Tests a cipher. The factories of the adapters do so before they return one.
   *
   * @throws BackendUnavailableException if it fails, naming the backend and the step
   */
  public static void check(HybridCipher cipher) {
    new KnownAnswerTest(cipher).run();
  }

  private interface Step {
    void run() throws CipherException, IOException;
  }

  private void run() {
    step(
        "reading a key",
        () -> {
          try (SecretBytes pkcs8 = KnownAnswer.pkcs8();
              OpeningKey key = cipher.keys().readPrivate(pkcs8)) {
            runWith(key);
          }
        });
  }

  private void runWith(OpeningKey key) {
    step("opening a known message (RSA-OAEP, AES-GCM)", () -> opens(KnownAnswer.message(), key));
    step("sealing a message and opening it (RSA-OAEP, AES-GCM)", () -> opens(sealed(key), key));
    step("refusing a changed tag (AES-GCM)", () -> refuses(tampered(KnownAnswer.message()), key));
  }

  private void step(String name, Step step) {
    try {
      step.run();
    } catch (CipherException | IOException failed) {
      throw new BackendUnavailableException(
          "crypto backend "
              + cipher.description().backend()
              + " failed its self-test at "
              + name
              + ": "
              + failed.getMessage(),
          failed);
    }
  }

  private void opens(SealedMessage message, OpeningKey key) throws CipherException {
    try (SecretBytes plaintext = cipher.open(message, key, memory)) {
      if (!plaintext.lend().equals(ByteBuffer.wrap(KnownAnswer.plaintext()))) {
        throw new CipherException("the plaintext is another", null);
      }
    }
  }

  private SealedMessage sealed(OpeningKey key) throws CipherException, IOException {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(
            out -> out.write(KnownAnswer.plaintext()),
            ciphertext,
            cipher.keys().readPublic(key.spki()),
            memory);
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }

  private static SealedMessage tampered(SealedMessage message) {
    ByteBuffer changed = ByteBuffer.allocate(message.ciphertextAndTag().remaining());
    changed.put(message.ciphertextAndTag().duplicate()).flip();
    int last = changed.limit() - 1;
    changed.put(last, (byte) (changed.get(last) ^ 1));
    return new SealedMessage(message.nonce(), message.wrappedKey(), changed);
  }

  private void refuses(SealedMessage message, OpeningKey key) throws CipherException {
    SecretBytes accepted;
    try {
      accepted = cipher.open(message, key, memory);
    } catch (CipherException refused) {
      return;
    }
    accepted.close();
    throw new CipherException("it was accepted", null);
  }
}
