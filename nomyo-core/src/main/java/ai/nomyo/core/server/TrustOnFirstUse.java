// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the first key that is seen of a router, once it is recorded, and afterwards only the key
 * that was recorded last. Who takes the router's place at the first use is trusted, too.
 */
public final class TrustOnFirstUse implements ServerKeyTrust {

  private static final Logger LOG = LoggerFactory.getLogger(TrustOnFirstUse.class);

  private final KnownServers servers;
  private final RouterName router;
  private final Time time;

  TrustOnFirstUse(KnownServers servers, RouterAddress address, Time time) {
    this.servers = servers;
    this.router = RouterName.of(address.base());
    this.time = time;
  }

  /**
   * Looks at the history before anything is sent, and logs what is not as it should be.
   *
   * @param address the router whose keys are judged
   * @throws KeyFileException if the history cannot be used
   */
  public static TrustOnFirstUse of(KnownServers servers, RouterAddress address) {
    try {
      servers.check().forEach(LOG::warn);
      return new TrustOnFirstUse(servers, address, Time.SYSTEM);
    } catch (KeyStorageException unusable) {
      throw new KeyFileException(unusable.getMessage(), unusable);
    }
  }

  @Override
  public String judge(String sha256, @Nullable String payloadId) {
    return judged(sha256, payloadId, seen -> servers.putIfAbsent(router, seen))
        .orElse("seen for the first time");
  }

  /** A key that the caller vouches for is no first one that the router was seen to have. */
  @Override
  public String judgeUnrecorded(String sha256) {
    return judged(sha256, null, seen -> servers.known(router)).orElse("handed over by the caller");
  }

  private interface Lookup {
    Optional<KnownKey> known(KnownKey seen) throws KeyStorageException;
  }

  private Optional<String> judged(String sha256, @Nullable String payloadId, Lookup lookup) {
    KnownKey seen = new KnownKey(new ServerKeyPin(sha256), time.now());
    Optional<KnownKey> known = known(lookup, seen, payloadId);
    if (known.isPresent() && !known.get().key().equals(seen.key())) {
      throw differs(known.get(), seen, payloadId);
    }
    return known.map(key -> "known since " + key.since());
  }

  private static Optional<KnownKey> known(
      Lookup lookup, KnownKey seen, @Nullable String payloadId) {
    try {
      return lookup.known(seen);
    } catch (KeyStorageException unusable) {
      throw new KeyFileException(unusable.getMessage(), payloadId, unusable);
    }
  }

  private SecurityViolationException differs(
      KnownKey expected, KnownKey seen, @Nullable String payloadId) {
    return new SecurityViolationException(
        "the key of "
            + router
            + " differs from the one that is known: expected SHA-256 "
            + expected.key()
            + ", known since "
            + expected.since()
            + ", seen "
            + seen.key()
            + "; nothing was sealed for it. If the router's operator confirms the new key, "
            + servers.howToAccept(router, seen),
        payloadId);
  }
}
