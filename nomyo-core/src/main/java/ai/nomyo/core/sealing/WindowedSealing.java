// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.sealing;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Encrypts what is written to it, one window at a time; each is erased when it is through. */
public final class WindowedSealing extends OutputStream {

  /** How much plaintext is held, and how much ciphertext written, at a time. */
  public static final int WINDOW_BYTES = 48 * 1024;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(WINDOW_BYTES).asReadOnlyBuffer();

  /** The cipher failed; an {@code IOException} because a source of plaintext sees it first. */
  private static final class RefusedException extends IOException {
    private final CipherException refusal;

    RefusedException(CipherException refusal) {
      super("the cipher cannot encrypt", refusal);
      this.refusal = refusal;
    }
  }

  private final WindowCipher cipher;
  private final OutputStream sink;
  private final ByteBuffer window;
  private boolean usable = true;

  private WindowedSealing(WindowCipher cipher, OutputStream sink, ByteBuffer window) {
    this.cipher = cipher;
    this.sink = sink;
    this.window = window.slice();
  }

  /**
   * Encrypts all of a plaintext.
   *
   * @param ciphertext receives it without the tag; neither flushed nor closed
   * @param cipher ready to encrypt
   * @param memory for the window, which is best an array
   * @return the tag
   * @throws CipherException that of the cipher
   * @throws IOException if the source or the sink fails, or the sink failed and the source kept
   *     quiet about it
   */
  public static Bytes seal(
      PlaintextSource plaintext, OutputStream ciphertext, WindowCipher cipher, SecretMemory memory)
      throws CipherException, IOException {
    try (SecretBytes window = memory.allocate(WINDOW_BYTES, SecretMemory.Kind.HEAP);
        WindowedSealing stream = new WindowedSealing(cipher, ciphertext, window.lend())) {
      plaintext.writeTo(stream);
      return stream.finish();
    } catch (RefusedException refused) {
      throw refused.refusal;
    }
  }

  @Override
  public void write(int b) throws IOException {
    requireUsable();
    window.put((byte) b);
    passFullWindow();
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    requireUsable();
    int end = Objects.checkFromIndexSize(offset, length, source.length) + length;
    for (int from = offset; from < end; ) {
      int count = Math.min(end - from, window.remaining());
      window.put(source, from, count);
      from += count;
      passFullWindow();
    }
  }

  private void requireUsable() throws IOException {
    if (!usable) {
      throw new IOException("the plaintext was complete, or failed, before");
    }
  }

  private void passFullWindow() throws IOException {
    if (!window.hasRemaining()) {
      usable = false;
      ByteBuffer ciphertext = encryptFullWindow();
      writeToSink(ciphertext, ciphertext.remaining());
      usable = true;
    }
  }

  private ByteBuffer encryptFullWindow() throws RefusedException {
    try {
      return cipher.update(window.flip());
    } catch (CipherException refusal) {
      throw new RefusedException(refusal);
    } finally {
      erase();
    }
  }

  private Bytes finish() throws CipherException, IOException {
    requireUsable();
    usable = false;
    ByteBuffer ciphertext = encryptLastWindow();
    writeToSink(ciphertext, ciphertext.remaining() - SealedMessage.TAG_BYTES);
    byte[] tag = new byte[SealedMessage.TAG_BYTES];
    ciphertext.get(tag);
    return Bytes.copyOf(tag);
  }

  private ByteBuffer encryptLastWindow() throws CipherException {
    try {
      return cipher.finish(window.flip());
    } finally {
      erase();
    }
  }

  private void writeToSink(ByteBuffer ciphertext, int count) throws IOException {
    sink.write(ciphertext.array(), ciphertext.arrayOffset() + ciphertext.position(), count);
    ciphertext.position(ciphertext.position() + count);
  }

  /** Up to its limit: the rest is zero. */
  private void erase() {
    window.rewind();
    window.put(ZEROS.duplicate().limit(window.limit()));
    window.clear();
  }

  /** Takes nothing more: the window goes back to its owner. */
  @Override
  public void close() {
    usable = false;
  }
}
