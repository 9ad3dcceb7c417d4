// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.chat.ResponseMetadata;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.AnswerChecks.OnMismatch;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an answer should say of itself, as far as it says anything.
 *
 * @param payloadId the id that the request was sent with; when it is empty, nothing is compared
 * @param tier the tier that was asked for; when it is empty, nothing is compared
 * @param checks what follows when something differs
 * @param now by the clock of this machine
 */
public record AnswerExpectation(
    Optional<String> payloadId, Optional<SecurityTier> tier, AnswerChecks checks, Instant now) {

  /** Nothing in particular. */
  public static AnswerExpectation none() {
    return new AnswerExpectation(
        Optional.empty(), Optional.empty(), AnswerChecks.DEFAULT, Instant.now());
  }

  /**
   * Compares the metadata of an answer.
   *
   * @param metadata the sealed one
   * @param stated the same with what stands beside the sealed part
   * @return what differs and is to be reported
   * @throws UntrustedPackageException if something differs that is to be refused
   */
  List<String> compare(JsonObject metadata, ResponseMetadata stated)
      throws UntrustedPackageException {
    List<String> findings = new ArrayList<>();
    if (namesAnotherRequest(metadata)) {
      follow(checks.payloadId(), "the answer belongs to another request", findings);
    }
    if (tier.isPresent() && stated.securityTier().isPresent()) {
      compareTier(tier.get(), stated.securityTier().get(), findings);
    }
    if (stated.processedAt().isPresent()) {
      compareTime(stated.processedAt().get(), findings);
    }
    return findings;
  }

  private boolean namesAnotherRequest(JsonObject metadata) {
    return payloadId.isPresent()
        && metadata
            .get("payload_id")
            .filter(
                inner -> inner != JsonNull.NULL && !inner.equals(new JsonString(payloadId.get())))
            .isPresent();
  }

  private void compareTier(SecurityTier asked, String servedName, List<String> findings)
      throws UntrustedPackageException {
    Optional<SecurityTier> served = tier(servedName);
    if (served.isEmpty() || served.get().compareTo(asked) < 0) {
      follow(
          checks.tier(),
          "the answer was served with "
              + served.map(lower -> "tier " + lower.wireName()).orElse("an unknown tier")
              + ", asked for was "
              + asked.wireName(),
          findings);
    }
  }

  private static Optional<SecurityTier> tier(String name) {
    return Arrays.stream(SecurityTier.values())
        .filter(known -> known.wireName().equals(name))
        .findFirst();
  }

  /** The name of a tier for a report, which is to hold no text that a router makes up. */
  static String known(String name) {
    return tier(name).map(SecurityTier::wireName).orElse("unknown");
  }

  private void compareTime(Instant processedAt, List<String> findings)
      throws UntrustedPackageException {
    Duration skew = Duration.between(processedAt, now).abs();
    if (skew.compareTo(checks.largestSkew()) > 0) {
      follow(
          checks.processedAt(),
          "the answer was made at "
              + processedAt
              + ", which is "
              + skew.toSeconds()
              + " s from this machine's clock",
          findings);
    }
  }

  private static void follow(OnMismatch choice, String finding, List<String> findings)
      throws UntrustedPackageException {
    if (choice == OnMismatch.REFUSE) {
      throw new UntrustedPackageException(finding);
    }
    findings.add(finding);
  }
}
