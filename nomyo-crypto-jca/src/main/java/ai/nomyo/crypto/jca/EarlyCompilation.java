// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.threads.DaemonThreads;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Has the JVM compile SunJCE's AES-GCM before the first large message needs it.
 *
 * <p>SunJCE owes its speed to intrinsics, which the JVM puts in only where it compiles their
 * callers in full. It does so when they were called some 5000 times, and 9 MB call them a hundred
 * times: without this, the first fifty messages of that size take 120 ms each, and not 3. Callers
 * are compiled as one with those that call them, and what was compiled for one way in does not
 * serve another: so both ways go through that messages take. A path that was never taken until then
 * is left out, and taking it later throws the compiled method away: so pieces of every kind go
 * through, of no byte, of less than a block and of very many blocks.
 *
 * <p>The key is all zeros, and so is what is encrypted.
 */
final class EarlyCompilation implements Runnable {

  static final String THREAD_NAME = "nomyo-early-compilation";

  /** Of the JVM, because what it compiled serves every client. */
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  /** Ten are enough on a busy machine; a JVM that does not compile must come to an end, too. */
  private static final int MOST_ROUNDS = 20;

  private static final int SEALED_BLOCKS_OF_A_ROUND = 1000;

  /** Each costs ten times as much as a block that is sealed. */
  private static final int OPENED_TEXTS_OF_A_ROUND = 200;

  private static final int BLOCK_BYTES = 16;

  /** More than the 102,400 bytes that SunJCE takes for one long stretch. */
  private static final int LONG_BYTES = 104_000;

  /** Interpreted, those take ten times as long; compiled, half. */
  private static final long FAST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** After those, the compiler needs time and not calls. */
  private static final long PAUSE_MILLIS = 10;

  private final AesGcm gcm;
  private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
  private final Bytes nonce = Bytes.copyOf(new byte[SealedMessage.NONCE_BYTES]);

  EarlyCompilation(AesGcm gcm) {
    this.gcm = gcm;
  }

  /** Begins on a thread of its own, unless that was done before in this JVM. */
  static Optional<Thread> begin(AesGcm gcm) {
    if (BEGUN.getAndSet(true)) {
      return Optional.empty();
    }
    Thread thread = DaemonThreads.named(THREAD_NAME).newThread(new EarlyCompilation(gcm));
    thread.start();
    return Optional.of(thread);
  }

  /** Comes to an end when AES-GCM is fast, or does not become so. */
  @Override
  public void run() {
    try {
      int fast = 0;
      for (int round = 0; round < MOST_ROUNDS && fast < 2; round++) {
        sealBlocks();
        openTexts();
        fast = slowerNanos() < FAST_NANOS ? fast + 1 : 0;
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("what a self-test has passed fails", impossible);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last one is less than a block. */
  private void sealBlocks() throws GeneralSecurityException {
    Cipher cipher = gcm.encrypting(key, nonce);
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    ByteBuffer output = ByteBuffer.allocate(4 * BLOCK_BYTES);
    for (int i = 0; i < SEALED_BLOCKS_OF_A_ROUND; i++) {
      cipher.update(block.clear(), output.clear());
    }
    cipher.doFinal(block.clear().limit(BLOCK_BYTES / 2), output.clear());
  }

  private void openTexts() throws GeneralSecurityException {
    Cipher cipher = gcm.decrypting(key, nonce);
    byte[] sealed = sealed(BLOCK_BYTES + BLOCK_BYTES / 2);
    for (int i = 0; i < OPENED_TEXTS_OF_A_ROUND; i++) {
      openInPlace(cipher, sealed.clone());
    }
  }

  private long slowerNanos() throws GeneralSecurityException {
    return Math.max(nanosToSeal(), nanosToOpen());
  }

  private long nanosToSeal() throws GeneralSecurityException {
    Cipher cipher = gcm.encrypting(key, nonce);
    ByteBuffer text = ByteBuffer.allocate(LONG_BYTES);
    ByteBuffer output = ByteBuffer.allocate(cipher.getOutputSize(LONG_BYTES));
    long begin = System.nanoTime();
    cipher.update(text, output);
    return System.nanoTime() - begin;
  }

  private long nanosToOpen() throws GeneralSecurityException {
    Cipher cipher = gcm.decrypting(key, nonce);
    byte[] sealed = sealed(LONG_BYTES);
    long begin = System.nanoTime();
    openInPlace(cipher, sealed);
    return System.nanoTime() - begin;
  }

  private byte[] sealed(int plaintextBytes) throws GeneralSecurityException {
    return gcm.encrypting(key, nonce).doFinal(new byte[plaintextBytes]);
  }

  /** As messages are; only then does SunJCE go through all of it in one stretch. */
  private static void openInPlace(Cipher cipher, byte[] sealed) throws GeneralSecurityException {
    cipher.doFinal(ByteBuffer.wrap(sealed), ByteBuffer.wrap(sealed));
  }
}
