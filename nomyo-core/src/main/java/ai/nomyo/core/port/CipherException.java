// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import org.jspecify.annotations.Nullable;

/** A cipher refused. The message never holds key material or plaintext. */
public final class CipherException extends Exception {

  private final boolean tokenFailure;

  /**
   * @param message what was refused
   * @param cause the provider's own error, when it says nothing secret
   */
  public CipherException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private CipherException(String message, @Nullable Throwable cause, boolean tokenFailure) {
    super(message, cause);
    this.tokenFailure = tokenFailure;
  }

  /**
   * The one answer to every failure to open a message: without a cause, so that nobody learns which
   * check failed.
   */
  public static CipherException cannotOpen() {
    return new CipherException("the message cannot be opened", null);
  }

  /**
   * A message cannot be sealed.
   *
   * @param cause the provider's own error
   */
  public static CipherException cannotSeal(Throwable cause) {
    return new CipherException("the message cannot be sealed", cause);
  }

  /**
   * A {@link TokenKey}'s token failed, whatever the message is like: it was removed, its session
   * ended, or it refuses the key's use. Never for what depends on the message's bytes.
   *
   * @param message what failed, and what to do about it
   * @param cause the token's own error
   */
  public static CipherException tokenFailed(String message, @Nullable Throwable cause) {
    return new CipherException(message, cause, true);
  }

  /** Whether it was made by {@link #tokenFailed}: the message is not to blame. */
  public boolean isTokenFailure() {
    return tokenFailure;
  }
}
