// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * A client key cannot be read, is protected by another password, does not match its public half or
 * cannot be saved; or the token that holds it fails; or the file of known servers cannot be read,
 * understood, relied on or added to. Nothing was overwritten.
 */
public final class KeyFileException extends NomyoException {

  /**
   * @param message names the file and what to do
   * @param cause the file system's or the provider's own error, when there is one
   */
  public KeyFileException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  /**
   * A key failed during a call.
   *
   * @param message names the key and what to do
   * @param payloadId the id of the call, when there was one
   * @param cause the provider's own error, when there is one
   */
  public KeyFileException(String message, @Nullable String payloadId, @Nullable Throwable cause) {
    super(message, payloadId, cause);
  }
}
