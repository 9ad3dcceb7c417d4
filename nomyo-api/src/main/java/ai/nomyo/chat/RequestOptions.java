// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call does differently from its client. Immutable, safe for use by many threads as far as
 * the supplier of payload ids is.
 */
public final class RequestOptions {

  private static final RequestOptions NONE = builder().build();

  private final @Nullable ApiKey apiKey;
  private final @Nullable SecurityTier securityTier;
  private final @Nullable Timeouts timeouts;
  private final @Nullable Duration deadline;
  private final @Nullable RetrySettings retries;
  private final Map<String, String> headers;
  private final @Nullable Supplier<String> payloadIds;

  private RequestOptions(Builder builder) {
    this.apiKey = builder.apiKey;
    this.securityTier = builder.securityTier;
    this.timeouts = builder.timeouts;
    this.deadline = builder.deadline;
    this.retries = builder.retries;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    this.payloadIds = builder.payloadIds;
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
    builder.headers.putAll(headers);
    builder.payloadIds = payloadIds;
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

  /** The extra headers of this call in the order they were added; unmodifiable. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Who names the call; empty leaves that to the client, which takes a random UUID. */
  public Optional<Supplier<String>> payloadIds() {
    return Optional.ofNullable(payloadIds);
  }

  /** Shows the names of the headers, and not their values. */
  @Override
  public String toString() {
    return "RequestOptions[headers " + headers.keySet() + "]";
  }

  /** Collects options. Not safe for use by many threads. */
  public static final class Builder {

    private @Nullable ApiKey apiKey;
    private @Nullable SecurityTier securityTier;
    private @Nullable Timeouts timeouts;
    private @Nullable Duration deadline;
    private @Nullable RetrySettings retries;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Supplier<String> payloadIds;

    private Builder() {}

    /** The API key of this call, before the client's. */
    public Builder apiKey(ApiKey apiKey) {
      this.apiKey = apiKey;
      return this;
    }

    /**
     * As {@link #apiKey(ApiKey)}.
     *
     * @throws InvalidInputException if no header can carry the text
     */
    public Builder apiKey(String apiKey) {
      return apiKey(ApiKey.of(apiKey));
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

    /**
     * Adds a header to the requests of this call: for a gateway in front of the router, to route,
     * trace or account by.
     *
     * <p><strong>It travels in clear</strong>, outside the encryption, like the API key: for all to
     * read where TLS ends. Put nothing of a prompt in it. It is sent with each attempt, and not
     * with the fetch of the router's key, which calls share. Its value counts as a secret: it is in
     * no {@code toString}, message or log of this library.
     *
     * @param name a token of RFC 9110 (letters, digits and {@code !#$%&'*+-.^_`|~}), not added yet
     *     in any case; none that the protocol or HTTP has a use for: {@code Authorization}, {@code
     *     X-Payload-ID}, {@code X-Public-Key}, {@code X-Security-Tier}, {@code User-Agent}, and
     *     those about the connection, the body and its coding
     * @param value visible ASCII, and spaces between
     * @throws InvalidInputException if it is anything else, or there are more than 32 headers, or
     *     their names and values have more than 4096 characters: common servers take 8 KiB of all
     */
    public Builder header(String name, String value) {
      HeaderRules.check(name, value, headers);
      headers.put(name, value);
      return this;
    }

    /**
     * Names this call, in place of the client, which takes a random UUID: so that a log or a queue
     * knows the id beforehand. The id travels in clear, and a router expects one that it has never
     * seen; some take random UUIDs (version 4, in lower case) only. Of no concern to {@code
     * sendSecureRequest}, which is given an id.
     *
     * @param ids asked once per call, on the thread that makes it, before anything is sent; gives 1
     *     to 128 letters, digits, dots, dashes or underscores, or the call fails with an {@link
     *     InvalidInputException}; what it throws passes through
     */
    public Builder payloadIds(Supplier<String> ids) {
      this.payloadIds = ids;
      return this;
    }

    /** The options. */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
