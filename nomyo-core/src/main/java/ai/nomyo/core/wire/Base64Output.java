// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Appends what is written to it to a package, as base64 (RFC 4648, section 4). A large write is
 * encoded from where it stands straight into a segment of its own, small ones are gathered first;
 * the JDK's encoding stream would go through all of it three bytes at a time. For one thread.
 */
final class Base64Output extends OutputStream {

  private static final int GROUP_BYTES = 3;

  /** A multiple of a group, so that only the end is padded. */
  private static final int GATHERED_BYTES = 1024 * GROUP_BYTES;

  private final SegmentedBytes out;
  private final ByteBuffer gathered = ByteBuffer.allocate(GATHERED_BYTES);

  Base64Output(SegmentedBytes out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
    if (length > gathered.remaining()) {
      completeGroup(bytes);
      encode(gathered.flip());
      gathered.clear();
      encode(next(bytes, bytes.remaining() / GROUP_BYTES * GROUP_BYTES));
    }
    gathered.put(bytes);
  }

  private void completeGroup(ByteBuffer bytes) {
    int missing = Math.floorMod(-gathered.position(), GROUP_BYTES);
    gathered.put(next(bytes, missing));
  }

  private static ByteBuffer next(ByteBuffer bytes, int count) {
    ByteBuffer next = bytes.slice(bytes.position(), count);
    bytes.position(bytes.position() + count);
    return next;
  }

  private void encode(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      out.add(Base64.getEncoder().encode(bytes).array());
    }
  }

  /** Appends what is left, padded. */
  @Override
  public void close() {
    encode(gathered.flip());
    gathered.clear();
  }
}
