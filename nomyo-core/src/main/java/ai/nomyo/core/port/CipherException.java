package ai.nomyo.core.port;

import org.jspecify.annotations.Nullable;

/** A cipher refused. The message never holds key material or plaintext. */
public final class CipherException extends Exception {

  /**
   * @param message what was refused
   * @param cause the provider's own error, when it says nothing secret
   */
  public CipherException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * The one answer to every failure to open a message: without a cause, so that nobody learns which
   * check failed.
   */
  public static CipherException cannotOpen() {
    return new CipherException("the message cannot be opened", null);
  }
}
