package ai.nomyo.core.server;

import ai.nomyo.core.port.SealingKey;

/**
 * The router's key as one call uses it.
 *
 * @param key to seal for
 * @param cached whether it was fetched before the call asked for it, so that the router may have
 *     another by now
 */
public record ServerKey(SealingKey key, boolean cached) {}
