package ai.nomyo.cli;

import ai.nomyo.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A router's key, for people and for programs.
 *
 * @param sha256 its fingerprint
 * @param pinned whether it was compared with pins; one that has none of them is not reported
 */
record ServerKeyReport(String sha256, int sizeBits, Instant fetchedAt, boolean pinned) {

  String table(Instant now) {
    return String.join(
        "\n",
        "SHA-256  " + sha256,
        "size     " + sizeBits + " bits",
        "age      "
            + Duration.between(fetchedAt, now).toSeconds()
            + " s, fetched "
            + fetchedAt.truncatedTo(ChronoUnit.SECONDS),
        "pin      " + (pinned ? "matches" : "none given: any key is accepted"));
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("sha256", sha256)
        .put("size_bits", sizeBits)
        .put("fetched_at", fetchedAt.truncatedTo(ChronoUnit.SECONDS).toString())
        .put("pin", pinned ? "matches" : "none")
        .build();
  }
}
