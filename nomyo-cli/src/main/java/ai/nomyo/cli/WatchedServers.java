// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.keystore.file.KnownServersFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of known servers, and what became of the one key that it was asked about. */
final class WatchedServers implements KnownServers {

  private final Path file;
  private final KnownServersFile servers;
  private final @Nullable ServerKeyPin toAccept;
  private @Nullable PinStatus status;

  /**
   * @param toAccept the key that the router must have, and that is added then; null to add only a
   *     first one, whatever it is
   */
  WatchedServers(Path file, @Nullable ServerKeyPin toAccept) {
    this.file = file;
    this.servers = KnownServersFile.at(file);
    this.toAccept = toAccept;
  }

  @Override
  public List<String> check() throws KeyStorageException {
    return servers.check();
  }

  @Override
  public Optional<KnownKey> known(RouterName router) throws KeyStorageException {
    return servers.known(router);
  }

  @Override
  public Optional<KnownKey> putIfAbsent(RouterName router, KnownKey seen)
      throws KeyStorageException {
    return toAccept == null ? known(router, seen) : Optional.of(accepted(router, seen));
  }

  private Optional<KnownKey> known(RouterName router, KnownKey seen) throws KeyStorageException {
    Optional<KnownKey> known = servers.putIfAbsent(router, seen);
    status = known.map(PinStatus::known).orElseGet(() -> PinStatus.firstSeen(seen, file));
    return known;
  }

  private KnownKey accepted(RouterName router, KnownKey seen) throws KeyStorageException {
    if (!seen.key().equals(toAccept)) {
      throw new SecurityViolationException(
          "the router has another key than the one to accept: expected SHA-256 "
              + toAccept
              + ", seen "
              + seen.key()
              + "; nothing was added to "
              + file,
          null);
    }
    KnownKey accepted = servers.accept(URI.create(router.text()), seen.key());
    status = PinStatus.accepted(accepted, file);
    return accepted;
  }

  @Override
  public String howToAccept(RouterName router, KnownKey seen) {
    return servers.howToAccept(router, seen);
  }

  /** Why the key that came may be used. */
  PinStatus status() {
    if (status == null) {
      throw new IllegalStateException("no key has come");
    }
    return status;
  }
}
