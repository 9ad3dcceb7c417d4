// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * The chosen crypto backend is unknown, absent or lacks something it needs. No other backend is
 * taken in its place.
 */
public final class BackendUnavailableException extends NomyoException {

  /**
   * @param message names the backend and what it lacks
   * @param cause the provider's own error, when there is one
   */
  public BackendUnavailableException(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }
}
