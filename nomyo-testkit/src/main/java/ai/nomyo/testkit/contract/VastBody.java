// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.port.RequestBody;
import java.io.IOException;
import java.io.OutputStream;

/** A request body of 64 MiB that takes little memory. */
final class VastBody implements RequestBody {

  private static final int PIECES = 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  @Override
  public int sizeBytes() {
    return PIECES * PIECE_BYTES;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    for (int i = 0; i < PIECES; i++) {
      out.write(piece);
    }
  }
}
