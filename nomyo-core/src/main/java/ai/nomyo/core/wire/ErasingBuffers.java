// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * The buffers of one parser or generator, through which a prompt or an answer passes. All that were
 * handed out are erased when it is closed, and none is kept for the next.
 *
 * <p>Beyond reach is what Jackson makes elsewhere: the {@code String}s it returns, the table of
 * member names, and, when a string of more than some 500 chars is read as a {@code String}, the
 * pieces in which its text is gathered; {@link ShortenedJson} keeps long strings from it.
 */
final class ErasingBuffers extends BufferRecycler {

  /** Hands out a fresh one each time and erases it when it comes back. */
  static final RecyclerPool<BufferRecycler> POOL = new Pool();

  private final List<byte[]> bytes = new ArrayList<>();
  private final List<char[]> chars = new ArrayList<>();

  @Override
  protected byte[] balloc(int size) {
    byte[] buffer = super.balloc(size);
    bytes.add(buffer);
    return buffer;
  }

  @Override
  protected char[] calloc(int size) {
    char[] buffer = super.calloc(size);
    chars.add(buffer);
    return buffer;
  }

  private void erase() {
    bytes.forEach(buffer -> Arrays.fill(buffer, (byte) 0));
    chars.forEach(buffer -> Arrays.fill(buffer, '\0'));
  }

  private static final class Pool implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1L;

    @Override
    public BufferRecycler acquirePooled() {
      return new ErasingBuffers();
    }

    @Override
    public void releasePooled(BufferRecycler released) {
      if (released instanceof ErasingBuffers buffers) {
        buffers.erase();
      }
    }
  }
}
