// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.sealing;

import ai.nomyo.core.port.CipherException;
import java.nio.ByteBuffer;

/** Encrypts one message, a window at a time. For one thread. */
public interface WindowCipher {

  /**
   * Encrypts a full window.
   *
   * @param window plaintext from its position to its limit; its owner erases it, and the cipher
   *     what it copied from it
   * @return as much ciphertext as the cipher does not keep back, in an array, until the next call
   */
  ByteBuffer update(ByteBuffer window) throws CipherException;

  /**
   * Encrypts the last window.
   *
   * @param window as for {@link #update}; may be empty
   * @return the rest of the ciphertext with the tag behind it, in an array
   */
  ByteBuffer finish(ByteBuffer window) throws CipherException;
}
