package ai.nomyo.chat;

import ai.nomyo.config.ApiKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one call does differently from its client. Immutable. */
public final class RequestOptions {

  private static final RequestOptions NONE = builder().build();

  private final @Nullable ApiKey apiKey;
  private final @Nullable SecurityTier securityTier;

  private RequestOptions(Builder builder) {
    this.apiKey = builder.apiKey;
    this.securityTier = builder.securityTier;
  }

  /** Nothing different. */
  public static RequestOptions none() {
    return NONE;
  }

  /** A builder of options that change nothing so far. */
  public static Builder builder() {
    return new Builder();
  }

  /** The API key of this call; empty takes the client's. */
  public Optional<ApiKey> apiKey() {
    return Optional.ofNullable(apiKey);
  }

  /** The tier of this call; empty takes the request's. */
  public Optional<SecurityTier> securityTier() {
    return Optional.ofNullable(securityTier);
  }

  /** Collects options. Not safe for use by many threads. */
  public static final class Builder {

    private @Nullable ApiKey apiKey;
    private @Nullable SecurityTier securityTier;

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

    /** The options. */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
