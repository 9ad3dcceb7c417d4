// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a request: a sealed package, which is no secret. */
public interface RequestBody {

  /** The number of bytes. */
  int sizeBytes();

  /** Writes all the bytes; may be asked more than once. */
  void writeTo(OutputStream out) throws IOException;
}
