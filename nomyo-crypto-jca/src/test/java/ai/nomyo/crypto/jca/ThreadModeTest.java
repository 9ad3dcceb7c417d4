// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Where a provider has a mode for each thread, no step is taken on one that is not in it. */
class ThreadModeTest {

  private static final byte[] PLAINTEXT = {1, 2, 3};

  private final SecretMemory memory = SecretMemory.onHeap();
  private @Nullable CipherException unapproved;
  private final JcaHybridCipher cipher = new JcaHybridCipher(onJdkWith(this::require));

  private void require() throws CipherException {
    if (unapproved != null) {
      throw unapproved;
    }
  }

  private static JcaBackend onJdkWith(ThreadMode mode) {
    JcaBackend jdk = JcaBackend.ofJdk();
    return new JcaBackend(
        jdk.providers(),
        jdk.random(),
        jdk.version(),
        jdk.versionOf(),
        jdk.code(),
        jdk.fips(),
        jdk.sealing(),
        jdk.unwrapping(),
        jdk.heapCopies(),
        mode);
  }

  private SealedMessage seal(SealingKey recipient) throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts = cipher.seal(sink -> sink.write(PLAINTEXT), ciphertext, recipient, memory);
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }

  @Test
  void everyStep_isRefusedOnOtherThreads_asTheModeSays() throws Exception {
    OpeningKey key = cipher.keys().generate(2048);
    SealingKey recipient = cipher.keys().readPublic(key.spki());
    SealedMessage sealed = seal(recipient);
    SecretBytes pkcs8 = cipher.keys().writePrivate(key, memory);
    Map<String, Executable> steps =
        Map.of(
            "seal", () -> seal(recipient),
            "open", () -> cipher.open(sealed, key, memory).close(),
            "generate", () -> cipher.keys().generate(2048),
            "read a private key", () -> cipher.keys().readPrivate(pkcs8),
            "write a private key", () -> cipher.keys().writePrivate(key, memory),
            "read a public key", () -> cipher.keys().readPublic(key.spki()),
            "compute a fingerprint", recipient::fingerprint);
    steps.forEach((step, run) -> assertDoesNotThrow(run, step));
    CipherException refusal = new CipherException("not in the mode", null);
    unapproved = refusal;
    steps.forEach(
        (step, run) -> assertSame(refusal, assertThrows(CipherException.class, run, step), step));
    unapproved = null;
    try (SecretBytes opened = cipher.open(sealed, key, memory)) {
      assertEquals(PLAINTEXT.length, opened.size());
      byte[] bytes = new byte[PLAINTEXT.length];
      opened.lend().get(bytes);
      assertArrayEquals(PLAINTEXT, bytes);
    }
  }
}
