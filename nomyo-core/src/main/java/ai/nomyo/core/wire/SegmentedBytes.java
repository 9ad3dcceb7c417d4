// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.core.port.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a sealed package in segments, so that nothing of it is ever copied. Holds no secrets.
 * Filled by one thread; then readable by many.
 */
public final class SegmentedBytes implements RequestBody {

  private final List<byte[]> segments = new ArrayList<>();
  private int sizeBytes;

  /**
   * Appends a segment.
   *
   * @param segment belongs to this object from now on
   */
  public void add(byte[] segment) {
    sizeBytes = Math.addExact(sizeBytes, segment.length);
    segments.add(segment);
  }

  @Override
  public int sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] segment : segments) {
      out.write(segment);
    }
  }

  /** Shows the size only. */
  @Override
  public String toString() {
    return "SegmentedBytes[" + sizeBytes() + " bytes]";
  }
}
