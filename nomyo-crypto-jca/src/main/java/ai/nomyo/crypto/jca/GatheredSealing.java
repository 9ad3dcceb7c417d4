// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.sealing.WindowedSealing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;

/**
 * Gathers all that is written to it and encrypts it in place, in one call. For providers that keep
 * everything until the last call anyway, in buffers that nobody erases.
 */
final class GatheredSealing extends OutputStream {

  private static final int FIRST_BYTES = 16 * 1024;

  /** Zeroing new memory costs more than encrypting it: few steps, from small to the largest. */
  private static final long GROWTH = 4;

  /** The 10 MiB of the protocol, and the tag: no step passes it by, to be zeroed for nothing. */
  static final int LARGEST_BYTES = 10 * 1024 * 1024 + SealedMessage.TAG_BYTES;

  private final Cipher cipher;
  private final OutputStream sink;
  private final SecretMemory memory;
  private SecretBytes secret;
  private ByteBuffer gathered;
  private boolean usable = true;

  /**
   * @param cipher ready to encrypt
   * @param sink receives the ciphertext, without the tag
   * @param memory to gather in; everything is given back on {@link #close}
   */
  GatheredSealing(Cipher cipher, OutputStream sink, SecretMemory memory) {
    this.cipher = cipher;
    this.sink = sink;
    this.memory = memory;
    this.secret = memory.allocate(FIRST_BYTES, SecretMemory.Kind.DIRECT);
    this.gathered = secret.lend();
  }

  @Override
  public void write(int b) throws IOException {
    requireUsable();
    makeRoomFor(1);
    gathered.put((byte) b);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    requireUsable();
    Objects.checkFromIndexSize(offset, length, source.length);
    makeRoomFor(length);
    gathered.put(source, offset, length);
  }

  private void requireUsable() throws IOException {
    if (!usable) {
      throw new IOException("the plaintext was complete, or failed, before");
    }
  }

  /** The tag needs room behind the plaintext. */
  private void makeRoomFor(int count) {
    long needed = (long) gathered.position() + count + SealedMessage.TAG_BYTES;
    if (needed > gathered.capacity()) {
      grow(Math.toIntExact(Math.max(needed, stepFor(needed))));
    }
  }

  private long stepFor(long needed) {
    long step = Math.min(GROWTH * gathered.capacity(), Integer.MAX_VALUE);
    return needed <= LARGEST_BYTES ? Math.min(step, LARGEST_BYTES) : step;
  }

  private void grow(int sizeBytes) {
    SecretBytes larger = memory.allocate(sizeBytes, SecretMemory.Kind.DIRECT);
    gathered = larger.lend().put(gathered.flip());
    secret.close();
    secret = larger;
  }

  /**
   * Encrypts, writes all of the ciphertext and returns the tag.
   *
   * @throws IOException if the sink fails
   */
  Bytes finish() throws CipherException, IOException {
    requireUsable();
    usable = false;
    ByteBuffer ciphertext = encrypted();
    byte[] piece = new byte[Math.min(WindowedSealing.WINDOW_BYTES, ciphertext.remaining())];
    while (ciphertext.remaining() > SealedMessage.TAG_BYTES) {
      int size = Math.min(piece.length, ciphertext.remaining() - SealedMessage.TAG_BYTES);
      ciphertext.get(piece, 0, size);
      sink.write(piece, 0, size);
    }
    byte[] tag = new byte[SealedMessage.TAG_BYTES];
    ciphertext.get(tag);
    return Bytes.copyOf(tag);
  }

  /** Over the plaintext, which is gone then. */
  private ByteBuffer encrypted() throws CipherException {
    ByteBuffer plaintext = gathered.duplicate().flip();
    ByteBuffer ciphertext = secret.lend();
    try {
      ProviderCall.checked(() -> cipher.doFinal(plaintext, ciphertext));
      return ciphertext.flip();
    } catch (GeneralSecurityException refused) {
      throw CipherException.cannotSeal(refused);
    }
  }

  /** Takes nothing more, and gives the memory back. */
  @Override
  public void close() {
    usable = false;
    secret.close();
  }
}
