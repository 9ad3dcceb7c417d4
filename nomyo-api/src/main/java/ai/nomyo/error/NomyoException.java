package ai.nomyo.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The root of everything this library throws on purpose. */
public abstract class NomyoException extends RuntimeException {

  private final @Nullable String payloadId;

  /**
   * For subclasses.
   *
   * @param payloadId the id of the call, when there was one
   */
  protected NomyoException(String message, @Nullable String payloadId, @Nullable Throwable cause) {
    super(message, cause);
    this.payloadId = payloadId;
  }

  /**
   * The {@code X-Payload-ID} of the call that failed: what to quote to the service's support. Empty
   * when the failure came before a call had one.
   */
  public Optional<String> payloadId() {
    return Optional.ofNullable(payloadId);
  }

  /** Whether the same call may succeed when it is made again later. */
  public boolean retryable() {
    return false;
  }
}
