package ai.nomyo.core;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.core.server.ServerKeyTrust;
import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client is told.
 *
 * @param address the router
 * @param apiKey for calls that bring none of their own
 * @param timeouts of each exchange
 * @param serverKeyLifetime how long the router's key is used after it was fetched: 0, which fetches
 *     it for every call, to 30 days
 * @param serverKeyTrust decides which keys the router may have
 * @param keyRotation when the client's key is replaced
 * @param backendChoice why the cipher is the one it is, for reports
 */
public record Settings(
    RouterAddress address,
    Optional<ApiKey> apiKey,
    Timeouts timeouts,
    Duration serverKeyLifetime,
    ServerKeyTrust serverKeyTrust,
    KeyRotation keyRotation,
    String backendChoice) {

  private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);

  /**
   * Checks the lifetime.
   *
   * @throws InvalidInputException if it is out of its range
   */
  public Settings {
    if (serverKeyLifetime.isNegative() || serverKeyLifetime.compareTo(LONGEST_LIFETIME) > 0) {
      throw new InvalidInputException(
          "server key lifetime", serverKeyLifetime.toString(), "0 (for one call only) to 30 days");
    }
  }
}
