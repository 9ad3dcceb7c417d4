// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * Appends what is written to it to a package, as base64 (RFC 4648, section 4). Each window is
 * encoded straight into a segment of its own; the JDK's encoding stream would go through it three
 * bytes at a time. For one thread.
 */
final class Base64Output extends OutputStream {

  /** Multiples of three, so that only the end is padded; the first one does for a usual prompt. */
  private static final int FIRST_WINDOW_BYTES = 3 * 1024;

  private static final int WINDOW_BYTES = 48 * 1024;

  private final SegmentedBytes out;
  private byte[] window = new byte[FIRST_WINDOW_BYTES];
  private int used;

  Base64Output(SegmentedBytes out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int end = Objects.checkFromIndexSize(offset, length, source.length) + length;
    for (int from = offset; from < end; ) {
      int count = Math.min(end - from, window.length - used);
      System.arraycopy(source, from, window, used, count);
      used += count;
      from += count;
      encodeFullWindow();
    }
  }

  private void encodeFullWindow() {
    if (used == window.length) {
      out.add(Base64.getEncoder().encode(window));
      used = 0;
      if (window.length < WINDOW_BYTES) {
        window = new byte[WINDOW_BYTES];
      }
    }
  }

  /** Appends what is left, padded. */
  @Override
  public void close() {
    out.add(Base64.getEncoder().encode(Arrays.copyOf(window, used)));
    used = 0;
  }
}
