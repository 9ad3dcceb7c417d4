// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * How fast a cipher is, measured for a blink: a hint for choosing, no benchmark.
 *
 * @param unwrapsPerSecond RSA-4096 unwraps, each with a message of a few bytes
 * @param gcmMegabytesPerSecond AES-GCM over messages of 1 MiB, wrapping included
 */
record QuickRates(double unwrapsPerSecond, double gcmMegabytesPerSecond) {

  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MEASURED_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final byte[] MEBIBYTE = new byte[1 << 20];

  /** One turn of what is measured. */
  private interface Turn {
    void run() throws CipherException, IOException;
  }

  static QuickRates of(HybridCipher cipher) {
    try (OpeningKey key = TestKey.of(cipher)) {
      SealingKey recipient = cipher.keys().readPublic(key.spki());
      SealedMessage sealed = sealed(cipher, recipient);
      double unwraps = perSecond(() -> cipher.open(sealed, key, SecretMemory.onHeap()).close());
      double seals = perSecond(() -> seal(cipher, recipient, OutputStream.nullOutputStream()));
      return new QuickRates(unwraps, seals * MEBIBYTE.length / 1_000_000);
    } catch (CipherException | IOException refused) {
      throw new BackendUnavailableException("the backend fails while it is measured", refused);
    }
  }

  private static SealedParts seal(HybridCipher cipher, SealingKey recipient, OutputStream out)
      throws CipherException, IOException {
    return cipher.seal(sink -> sink.write(MEBIBYTE), out, recipient, SecretMemory.onHeap());
  }

  private static SealedMessage sealed(HybridCipher cipher, SealingKey recipient)
      throws CipherException, IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(sink -> sink.write(1), message, recipient, SecretMemory.onHeap());
    message.write(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(message.toByteArray()));
  }

  private static double perSecond(Turn turn) throws CipherException, IOException {
    turnsWithin(WARM_UP_NANOS, turn);
    return turnsWithin(MEASURED_NANOS, turn);
  }

  private static double turnsWithin(long nanos, Turn turn) throws CipherException, IOException {
    long start = System.nanoTime();
    long turns = 0;
    do {
      turn.run();
      turns++;
    } while (System.nanoTime() - start < nanos);
    return turns * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
  }
}
