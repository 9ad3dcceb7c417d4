// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a plaintext into a cipher, so that it never stands in memory as a whole. */
@FunctionalInterface
public interface PlaintextSource {

  /**
   * Writes all of the plaintext.
   *
   * @param out not to be closed or kept
   */
  void writeTo(OutputStream out) throws IOException;
}
