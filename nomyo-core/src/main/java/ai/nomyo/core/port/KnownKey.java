// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.config.ServerKeyPin;
import java.time.Instant;

/**
 * A router's key that was recorded.
 *
 * @param key its fingerprint
 * @param since when it was recorded, in whole seconds
 */
public record KnownKey(ServerKeyPin key, Instant since) {

  /** Drops fractions of a second. */
  public KnownKey {
    since = Instant.ofEpochSecond(since.getEpochSecond());
  }
}
