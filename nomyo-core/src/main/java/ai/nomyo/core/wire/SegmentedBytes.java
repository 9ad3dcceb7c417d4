package ai.nomyo.core.wire;

import ai.nomyo.core.port.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a sealed package in segments, so that a large one is never copied to grow. Holds no
 * secrets. Filled by one thread; then readable by many.
 */
public final class SegmentedBytes extends OutputStream implements RequestBody {

  private static final int SMALLEST_SEGMENT = 4 * 1024;
  private static final int LARGEST_SEGMENT = 256 * 1024;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] current = new byte[SMALLEST_SEGMENT];
  private int used;
  private int sizeOfFull;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (used == current.length) {
        addSegment();
      }
      int count = Math.min(left, current.length - used);
      System.arraycopy(source, from, current, used, count);
      used += count;
      from += count;
      left -= count;
    }
  }

  private void addSegment() {
    full.add(current);
    sizeOfFull = Math.addExact(sizeOfFull, current.length);
    current = new byte[Math.min(2 * current.length, LARGEST_SEGMENT)];
    used = 0;
  }

  @Override
  public int sizeBytes() {
    return sizeOfFull + used;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] segment : full) {
      out.write(segment);
    }
    out.write(current, 0, used);
  }

  /** Shows the size only. */
  @Override
  public String toString() {
    return "SegmentedBytes[" + sizeBytes() + " bytes]";
  }
}
