// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.port.RequestBody;
import java.io.IOException;
import java.io.OutputStream;

/** A request body in one array. */
final class BytesBody implements RequestBody {

  private final byte[] bytes;

  BytesBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int sizeBytes() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
