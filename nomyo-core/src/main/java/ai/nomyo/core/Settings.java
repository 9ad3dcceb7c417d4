package ai.nomyo.core;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.server.RouterAddress;
import java.util.Optional;

/**
 * What a client is told.
 *
 * @param address the router
 * @param apiKey for calls that bring none of their own
 * @param timeouts of each exchange
 * @param keyRotation when the client's key is replaced
 * @param backendChoice why the cipher is the one it is, for reports
 */
public record Settings(
    RouterAddress address,
    Optional<ApiKey> apiKey,
    Timeouts timeouts,
    KeyRotation keyRotation,
    String backendChoice) {}
