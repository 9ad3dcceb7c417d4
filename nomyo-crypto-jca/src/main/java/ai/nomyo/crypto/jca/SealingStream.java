// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;

/** Encrypts what is written to it and erases it. */
abstract class SealingStream extends OutputStream {

  /** The provider failed; an {@code IOException} because a source of plaintext sees it first. */
  static final class RefusedException extends IOException {
    RefusedException(Exception cause) {
      super("the provider cannot encrypt", cause);
    }
  }

  /**
   * Encrypts the rest and returns the tag.
   *
   * @throws IOException if the sink fails, or failed before and the source kept quiet about it
   */
  abstract Bytes finish() throws IOException;

  /** Takes nothing more. */
  @Override
  public abstract void close();
}
