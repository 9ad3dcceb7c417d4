// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import java.time.Duration;

/**
 * The router's key as one call uses it.
 *
 * @param key to seal for
 * @param cached whether it was fetched before the call asked for it, so that the router may have
 *     another by now
 * @param age since it was fetched
 */
public record ServerKey(RouterKey key, boolean cached, Duration age) {}
