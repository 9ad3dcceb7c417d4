// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import ai.nomyo.report.Attempt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The root of everything this library throws on purpose. */
public abstract class NomyoException extends RuntimeException {

  private final @Nullable String payloadId;
  private volatile List<Attempt> attempts = List.of();

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

  /** The attempts of the call, the last one included; empty when it did not come to one. */
  public final List<Attempt> attempts() {
    return attempts;
  }

  /**
   * Whether the router may have got the request in one of the attempts. When it is false, the call
   * can be made again without having its effect twice.
   */
  public final boolean maybeSent() {
    return attempts.stream().anyMatch(Attempt::maybeSent);
  }

  /** For the client that made the attempts, before it throws this. */
  public final void recordAttempts(List<Attempt> made) {
    this.attempts = List.copyOf(made);
  }

  /** What went wrong, and after how many attempts if there was more than one. */
  @Override
  public String getMessage() {
    return attempts.size() > 1
        ? super.getMessage() + " (" + attempts.size() + " attempts)"
        : super.getMessage();
  }
}
