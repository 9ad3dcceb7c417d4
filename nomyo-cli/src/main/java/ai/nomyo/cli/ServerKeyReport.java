// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A router's key, for people and for programs.
 *
 * @param sha256 its fingerprint
 * @param pin why it may be used
 */
record ServerKeyReport(String sha256, int sizeBits, Instant fetchedAt, PinStatus pin) {

  String table(Instant now) {
    return String.join(
        "\n",
        "SHA-256  " + sha256,
        "size     " + sizeBits + " bits",
        "age      "
            + Duration.between(fetchedAt, now).toSeconds()
            + " s, fetched "
            + fetchedAt.truncatedTo(ChronoUnit.SECONDS),
        "pin      " + pin.sentence());
  }

  JsonObject json() {
    JsonObject.Builder report =
        JsonObject.builder()
            .put("sha256", sha256)
            .put("size_bits", sizeBits)
            .put("fetched_at", fetchedAt.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("pin", pin.word());
    pin.knownSince().ifPresent(since -> report.put("known_since", since.toString()));
    return report.build();
  }
}
