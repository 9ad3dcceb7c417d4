// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The body of a reply, which can be written in parts. Immutable. */
interface ReplyBody {

  long size();

  /** Writes the bytes from one index to before another. */
  void write(OutputStream out, long from, long to) throws IOException;

  /** The first bytes of this body, or all when there are no more. */
  default ReplyBody truncatedTo(long sizeBytes) {
    ReplyBody whole = this;
    return new ReplyBody() {
      @Override
      public long size() {
        return Math.min(sizeBytes, whole.size());
      }

      @Override
      public void write(OutputStream out, long from, long to) throws IOException {
        whole.write(out, from, to);
      }
    };
  }

  /** These bytes, which belong to the body from now on. */
  static ReplyBody of(byte[] bytes) {
    return new ReplyBody() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void write(OutputStream out, long from, long to) throws IOException {
        out.write(bytes, (int) from, (int) (to - from));
      }
    };
  }

  /** That many times the letter x, never in memory as a whole. */
  static ReplyBody filler(long size) {
    return new ReplyBody() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void write(OutputStream out, long from, long to) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) 'x');
        for (long left = to - from; left > 0; left -= chunk.length) {
          out.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
      }
    };
  }
}
