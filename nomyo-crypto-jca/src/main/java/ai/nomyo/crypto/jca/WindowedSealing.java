// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;

/** Encrypts what is written to it, one window at a time; each is erased when it is through. */
final class WindowedSealing extends SealingStream {

  static final int WINDOW_BYTES = 48 * 1024;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(WINDOW_BYTES).asReadOnlyBuffer();

  /** Runs the cipher on the window. */
  private interface Step {
    int run(ByteBuffer input, ByteBuffer output) throws GeneralSecurityException;
  }

  private final Cipher cipher;
  private final OutputStream sink;
  private final ByteBuffer window;
  private ByteBuffer passage = ByteBuffer.allocate(0);
  private ByteBuffer output = ByteBuffer.allocate(0);
  private boolean usable = true;

  /**
   * @param cipher ready to encrypt
   * @param sink receives the ciphertext, without the tag
   * @param window from its position to its limit, lent until {@link #close}
   */
  WindowedSealing(Cipher cipher, OutputStream sink, ByteBuffer window) {
    this.cipher = cipher;
    this.sink = sink;
    this.window = window.slice();
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
      int size = encrypt(cipher::update);
      sink.write(output.array(), 0, size);
      usable = true;
    }
  }

  @Override
  Bytes finish() throws IOException {
    requireUsable();
    usable = false;
    int size = encrypt(cipher::doFinal);
    int tagAt = size - SealedMessage.TAG_BYTES;
    sink.write(output.array(), 0, tagAt);
    return Bytes.copyOf(Arrays.copyOfRange(output.array(), tagAt, size));
  }

  /** Takes nothing more: the window goes back to its owner. */
  @Override
  public void close() {
    usable = false;
  }

  private int encrypt(Step step) throws RefusedException {
    ByteBuffer input = input();
    try {
      return ProviderCall.checked(() -> step.run(input, roomFor(input.remaining())));
    } catch (GeneralSecurityException refused) {
      throw new RefusedException(refused);
    } finally {
      erase();
    }
  }

  /**
   * An array, always. What lies outside the heap passes through one that is erased, because the
   * provider would copy it into some that nobody erases.
   */
  private ByteBuffer input() {
    window.flip();
    if (window.hasArray()) {
      return window;
    }
    passage = withRoom(passage, window.remaining());
    return passage.put(window).flip();
  }

  /** Large enough for providers, too, that keep ciphertext back. */
  private ByteBuffer roomFor(int inputBytes) {
    output = withRoom(output, cipher.getOutputSize(inputBytes));
    return output;
  }

  /** Most messages are far smaller than a window. */
  private static ByteBuffer withRoom(ByteBuffer buffer, int size) {
    return buffer.capacity() < size ? ByteBuffer.allocate(size) : buffer.clear();
  }

  private void erase() {
    erase(window);
    erase(passage);
  }

  /** Up to its limit: the rest is zero. */
  private static void erase(ByteBuffer buffer) {
    buffer.rewind();
    buffer.put(ZEROS.duplicate().limit(buffer.limit()));
    buffer.clear();
  }
}
