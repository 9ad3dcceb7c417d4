package ai.nomyo.chat;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one call does differently from its client. Immutable. */
public final class RequestOptions {

  private static final RequestOptions NONE = builder().build();

  private final @Nullable ApiKey apiKey;
  private final @Nullable SecurityTier securityTier;
  private final @Nullable Timeouts timeouts;
  private final @Nullable Duration deadline;
  private final @Nullable RetrySettings retries;

  private RequestOptions(Builder builder) {
    this.apiKey = builder.apiKey;
    this.securityTier = builder.securityTier;
    this.timeouts = builder.timeouts;
    this.deadline = builder.deadline;
    this.retries = builder.retries;
  }

  /** Nothing different. */
  public static RequestOptions none() {
    return NONE;
  }

  /** A builder of options that change nothing so far. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these options. */
  public Builder newBuilder() {
    Builder builder = builder();
    builder.apiKey = apiKey;
    builder.securityTier = securityTier;
    builder.timeouts = timeouts;
    builder.deadline = deadline;
    builder.retries = retries;
    return builder;
  }

  /** The API key of this call; empty takes the client's. */
  public Optional<ApiKey> apiKey() {
    return Optional.ofNullable(apiKey);
  }

  /** The tier of this call; empty takes the request's. */
  public Optional<SecurityTier> securityTier() {
    return Optional.ofNullable(securityTier);
  }

  /** The timeouts of each of this call's exchanges; empty takes the client's. */
  public Optional<Timeouts> timeouts() {
    return Optional.ofNullable(timeouts);
  }

  /** How long this call may take in all; empty takes the client's. */
  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** When this call is attempted again; empty takes the client's. */
  public Optional<RetrySettings> retries() {
    return Optional.ofNullable(retries);
  }

  /** Collects options. Not safe for use by many threads. */
  public static final class Builder {

    private @Nullable ApiKey apiKey;
    private @Nullable SecurityTier securityTier;
    private @Nullable Timeouts timeouts;
    private @Nullable Duration deadline;
    private @Nullable RetrySettings retries;

    private Builder() {}

    /** The API key of this call, before the client's. */
    public Builder apiKey(ApiKey apiKey) {
      this.apiKey = apiKey;
      return this;
    }

    /** The tier of this call, before the request's. */
    public Builder securityTier(SecurityTier tier) {
      this.securityTier = tier;
      return this;
    }

    /** The timeouts of each of this call's exchanges, before the client's. */
    public Builder timeouts(Timeouts timeouts) {
      this.timeouts = timeouts;
      return this;
    }

    /**
     * How long this call may take in all, before the client's.
     *
     * @throws InvalidInputException if it is not 1 ms to 1 day
     */
    public Builder deadline(Duration deadline) {
      this.deadline = Timeouts.checked("deadline", deadline);
      return this;
    }

    /** When this call is attempted again, before the client's; the budget stays the client's. */
    public Builder retries(RetrySettings retries) {
      this.retries = retries;
      return this;
    }

    /** The options. */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
