// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.ApiKey;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.core.server.ServerKeyPins;
import ai.nomyo.core.server.ServerKeyTrust;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.report.CallListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told. Immutable; {@code toString} shows the router only.
 *
 * <p>The defaults are those that {@code ClientBuilder} documents.
 */
public final class Settings {

  private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);
  private static final Duration LONGEST_COOL_DOWN = Duration.ofDays(1);
  private static final int SMALLEST_ANSWER_LIMIT = 1024;

  private final RouterAddress address;
  private final @Nullable Supplier<ApiKey> apiKeys;
  private final Timeouts timeouts;
  private final Duration deadline;
  private final RetrySettings retries;
  private final RateLimiter rateLimiter;
  private final Duration coolDown;
  private final int largestAnswerBytes;
  private final AnswerChecks answerChecks;
  private final List<CallListener> listeners;
  private final Duration serverKeyLifetime;
  private final ServerKeyTrust serverKeyTrust;
  private final KeyRotation keyRotation;
  private final String backendChoice;

  private Settings(Builder builder, RouterAddress address) {
    this.address = address;
    this.apiKeys = builder.apiKeys;
    this.timeouts = builder.timeouts;
    this.deadline = builder.deadline;
    this.retries = builder.retries;
    this.rateLimiter = Optional.ofNullable(builder.rateLimiter).orElseGet(address::publishedLimit);
    this.coolDown = builder.coolDown;
    this.largestAnswerBytes = builder.largestAnswerBytes;
    this.answerChecks = builder.answerChecks;
    this.listeners = List.copyOf(builder.listeners);
    this.serverKeyLifetime = builder.serverKeyLifetime;
    this.serverKeyTrust = builder.serverKeyTrust;
    this.keyRotation = builder.keyRotation;
    this.backendChoice = builder.backendChoice;
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  RouterAddress address() {
    return address;
  }

  /** Asks for the API key of a call; empty when there is nobody to ask. */
  Optional<ApiKey> apiKey() {
    return Optional.ofNullable(apiKeys).map(Settings::given);
  }

  private static ApiKey given(Supplier<ApiKey> apiKeys) {
    ApiKey key = apiKeys.get();
    if (key == null) {
      throw new InvalidInputException("API key", "null by its supplier", "an API key");
    }
    return key;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  Duration deadline() {
    return deadline;
  }

  RetrySettings retries() {
    return retries;
  }

  RateLimiter rateLimiter() {
    return rateLimiter;
  }

  Duration coolDown() {
    return coolDown;
  }

  int largestAnswerBytes() {
    return largestAnswerBytes;
  }

  AnswerChecks answerChecks() {
    return answerChecks;
  }

  List<CallListener> listeners() {
    return listeners;
  }

  Duration serverKeyLifetime() {
    return serverKeyLifetime;
  }

  ServerKeyTrust serverKeyTrust() {
    return serverKeyTrust;
  }

  KeyRotation keyRotation() {
    return keyRotation;
  }

  String backendChoice() {
    return backendChoice;
  }

  @Override
  public String toString() {
    return "Settings[" + address + "]";
  }

  /** Collects settings. Not safe for use by many threads. */
  public static final class Builder {

    private @Nullable Supplier<ApiKey> apiKeys;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Duration deadline = Duration.ofMinutes(5);
    private RetrySettings retries = RetrySettings.DEFAULT;
    private @Nullable RateLimiter rateLimiter;
    private Duration coolDown = Duration.ofMinutes(30);
    private int largestAnswerBytes = 64 * 1024 * 1024;
    private AnswerChecks answerChecks = AnswerChecks.DEFAULT;
    private final List<CallListener> listeners = new ArrayList<>();
    private Duration serverKeyLifetime = Duration.ofHours(1);
    private ServerKeyTrust serverKeyTrust = new ServerKeyPins(List.of());
    private KeyRotation keyRotation = KeyRotation.never();
    private String backendChoice = "handed over";

    private Builder() {}

    /** Asked once for each call that brings none of its own. */
    public Builder apiKey(Supplier<ApiKey> keys) {
      this.apiKeys = keys;
      return this;
    }

    /** Of each exchange. */
    public Builder timeouts(Timeouts timeouts) {
      this.timeouts = timeouts;
      return this;
    }

    /**
     * Of each call.
     *
     * @throws InvalidInputException if it is not 1 ms to 1 day
     */
    public Builder deadline(Duration deadline) {
      this.deadline = Timeouts.checked("deadline", deadline);
      return this;
    }

    /** When a call is attempted again. */
    public Builder retries(RetrySettings retries) {
      this.retries = retries;
      return this;
    }

    /** How many requests may go out; by default what the service publishes for itself. */
    public Builder rateLimiter(RateLimiter limiter) {
      this.rateLimiter = limiter;
      return this;
    }

    /**
     * How long calls are held back once the service blocked their API key.
     *
     * @throws InvalidInputException if it is not 0, for never, to 1 day
     */
    public Builder coolDown(Duration duration) {
      this.coolDown = upTo(LONGEST_COOL_DOWN, "cool-down", duration, "0 (for none) to 1 day");
      return this;
    }

    /**
     * Beyond which an answer is not read on.
     *
     * @throws InvalidInputException if it is less than 1024
     */
    public Builder largestAnswerBytes(int sizeBytes) {
      if (sizeBytes < SMALLEST_ANSWER_LIMIT) {
        throw new InvalidInputException(
            "largest answer", sizeBytes + " bytes", "1024 to 2147483647 bytes");
      }
      this.largestAnswerBytes = sizeBytes;
      return this;
    }

    /** What an answer is compared with. */
    public Builder answerChecks(AnswerChecks checks) {
      this.answerChecks = checks;
      return this;
    }

    /** One more that is told what happens to calls. */
    public Builder listener(CallListener listener) {
      listeners.add(listener);
      return this;
    }

    /**
     * How long the router's key is used after it was fetched.
     *
     * @throws InvalidInputException if it is not 0, which fetches it for every call, to 30 days
     */
    public Builder serverKeyLifetime(Duration lifetime) {
      this.serverKeyLifetime =
          upTo(
              LONGEST_LIFETIME,
              "server key lifetime",
              lifetime,
              "0 (for one call only) to 30 days");
      return this;
    }

    /** Decides which keys the router may have. */
    public Builder serverKeyTrust(ServerKeyTrust trust) {
      this.serverKeyTrust = trust;
      return this;
    }

    /** When the client's key is replaced. */
    public Builder keyRotation(KeyRotation rotation) {
      this.keyRotation = rotation;
      return this;
    }

    /** Why the cipher is the one it is, for reports. */
    public Builder backendChoice(String choice) {
      this.backendChoice = choice;
      return this;
    }

    private static Duration upTo(Duration longest, String name, Duration given, String allowed) {
      if (given.isNegative() || given.compareTo(longest) > 0) {
        throw new InvalidInputException(name, given.toString(), allowed);
      }
      return given;
    }

    /** The settings of a client of this router. */
    public Settings build(RouterAddress address) {
      return new Settings(this, address);
    }
  }
}
