// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import org.jspecify.annotations.Nullable;

/** A key store cannot read or keep a pair, or known servers cannot read or keep a router's key. */
public final class KeyStorageException extends Exception {

  /**
   * @param message names the file or entry and what to do about it
   * @param cause the storage's own error
   */
  public KeyStorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
