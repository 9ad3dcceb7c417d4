// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.RouterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A history in memory, which can be unusable. */
final class FakeKnownServers implements KnownServers {

  final Map<String, KnownKey> keys = new ConcurrentHashMap<>();
  final List<String> warnings = new ArrayList<>();
  @Nullable KeyStorageException failure;

  @Override
  public List<String> check() throws KeyStorageException {
    failIfUnusable();
    return warnings;
  }

  @Override
  public Optional<KnownKey> known(RouterName router) throws KeyStorageException {
    failIfUnusable();
    return Optional.ofNullable(keys.get(router.text()));
  }

  @Override
  public Optional<KnownKey> putIfAbsent(RouterName router, KnownKey first)
      throws KeyStorageException {
    failIfUnusable();
    return Optional.ofNullable(keys.putIfAbsent(router.text(), first));
  }

  private void failIfUnusable() throws KeyStorageException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String howToAccept(RouterName router, KnownKey seen) {
    return "call me about " + seen.key() + " of " + router;
  }
}
