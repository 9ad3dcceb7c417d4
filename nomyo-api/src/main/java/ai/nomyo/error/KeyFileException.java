package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * A client key cannot be read, is protected by another password, does not match its public half or
 * cannot be saved. Nothing was overwritten.
 */
public final class KeyFileException extends NomyoException {

  /**
   * @param message names the file and what to do
   * @param cause the file system's or the provider's own error, when there is one
   */
  public KeyFileException(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }
}
