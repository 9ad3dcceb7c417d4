// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Bytes that are erased when closed: a key, a password-free encoding of one, a prompt, an answer.
 *
 * <p>The content is lent, never copied out. One thread at a time. Erasing overwrites this buffer
 * only; copies that the JVM or a crypto provider made are beyond its reach.
 */
public final class SecretBytes implements AutoCloseable {

  private static final byte[] ZEROS = new byte[4096];

  private final ByteBuffer content;
  private final Runnable release;
  private boolean closed;

  /**
   * A secret in a buffer.
   *
   * @param content from index 0 to its limit; belongs to the secret from now on
   * @param release runs once, after the content was erased
   */
  public SecretBytes(ByteBuffer content, Runnable release) {
    this.content = content.duplicate().rewind();
    this.release = release;
  }

  /** A secret in an array, which belongs to the secret from now on. */
  public static SecretBytes owning(byte[] content) {
    return new SecretBytes(ByteBuffer.wrap(content), () -> {});
  }

  /** The number of bytes. */
  public int size() {
    return content.limit();
  }

  /**
   * A writable view of all the bytes, with a position of its own. Do not keep it beyond {@link
   * #close}.
   *
   * @throws IllegalStateException if the secret was erased
   */
  public ByteBuffer lend() {
    if (closed) {
      throw new IllegalStateException("the secret was erased");
    }
    return content.duplicate();
  }

  /** Reads the bytes where they are. Do not use it beyond {@link #close}. */
  public InputStream stream() {
    ByteBuffer unread = lend();
    return new InputStream() {
      @Override
      public int read() {
        return unread.hasRemaining() ? unread.get() & 0xff : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int count = Math.min(length, unread.remaining());
        unread.get(target, offset, count);
        return count == 0 && length > 0 ? -1 : count;
      }
    };
  }

  /** Overwrites the content with zeros. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      erase(content);
      release.run();
    }
  }

  /** In pieces: one byte at a time takes long in a fresh JVM. */
  private static void erase(ByteBuffer content) {
    for (int at = 0; at < content.limit(); at += ZEROS.length) {
      content.put(at, ZEROS, 0, Math.min(ZEROS.length, content.limit() - at));
    }
  }

  /** Shows the size only. */
  @Override
  public String toString() {
    return "SecretBytes[" + content.limit() + " bytes]";
  }
}
