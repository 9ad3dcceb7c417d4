// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.port.KnownKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a router's key may be used; one that may not be is not reported.
 *
 * @param word for programs
 * @param sentence for people
 * @param knownSince when it was recorded, where that is asked for
 */
record PinStatus(String word, String sentence, Optional<Instant> knownSince) {

  static PinStatus none() {
    return new PinStatus("none", "none given: any key is accepted", Optional.empty());
  }

  static PinStatus matches() {
    return new PinStatus("matches", "matches", Optional.empty());
  }

  static PinStatus firstSeen(KnownKey now, Path file) {
    return recorded("first-use", "first seen now, recorded in " + file, now);
  }

  static PinStatus known(KnownKey known) {
    return recorded("known", "known since " + known.since(), known);
  }

  static PinStatus accepted(KnownKey accepted, Path file) {
    return recorded("accepted", "accepted in " + file + " since " + accepted.since(), accepted);
  }

  private static PinStatus recorded(String word, String sentence, KnownKey key) {
    return new PinStatus(word, sentence, Optional.of(key.since()));
  }
}
