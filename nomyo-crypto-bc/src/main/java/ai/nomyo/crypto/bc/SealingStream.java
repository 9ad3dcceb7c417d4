// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Encrypts what is written to it, one window at a time; each is erased when it is through. */
final class SealingStream extends OutputStream {

  static final int WINDOW_BYTES = 48 * 1024;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(WINDOW_BYTES).asReadOnlyBuffer();

  private final AesGcm gcm;
  private final OutputStream sink;
  private final ByteBuffer window;
  private final ByteBuffer output = ByteBuffer.allocate(WINDOW_BYTES + 2 * SealedMessage.TAG_BYTES);
  private boolean usable = true;

  /**
   * @param gcm ready to encrypt
   * @param sink receives the ciphertext, without the tag
   * @param window from its position to its limit, lent until {@link #close}
   */
  SealingStream(AesGcm gcm, OutputStream sink, ByteBuffer window) {
    this.gcm = gcm;
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
      passWindow();
      sink.write(output.array(), 0, output.position());
      usable = true;
    }
  }

  /**
   * Encrypts the rest and returns the tag.
   *
   * @throws IOException if the sink fails, or failed before and the source kept quiet about it
   */
  Bytes finish() throws IOException, InvalidCipherTextException {
    requireUsable();
    usable = false;
    passWindow();
    gcm.finish(output);
    int tagAt = output.position() - SealedMessage.TAG_BYTES;
    sink.write(output.array(), 0, tagAt);
    return Bytes.copyOf(Arrays.copyOfRange(output.array(), tagAt, output.position()));
  }

  /** Takes nothing more: the window goes back to its owner. */
  @Override
  public void close() {
    usable = false;
  }

  private void passWindow() {
    output.clear();
    gcm.update(window.flip(), output);
    window.clear();
    window.put(ZEROS.duplicate().limit(window.capacity()));
    window.clear();
  }
}
