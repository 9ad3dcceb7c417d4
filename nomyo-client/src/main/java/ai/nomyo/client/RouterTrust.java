// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.core.server.ServerKeyPins;
import ai.nomyo.core.server.ServerKeyTrust;
import ai.nomyo.core.server.TrustOnFirstUse;
import ai.nomyo.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the builder is told of the keys that the router may have. */
final class RouterTrust {

  private final List<ServerKeyPin> pins = new ArrayList<>();
  private @Nullable KnownServers servers;

  void pin(ServerKeyPin pin) {
    pins.add(pin);
  }

  void firstUse(KnownServers servers) {
    this.servers = servers;
  }

  ServerKeyTrust in(RouterAddress address) {
    if (servers == null) {
      return new ServerKeyPins(pins);
    }
    if (!pins.isEmpty()) {
      throw new InvalidInputException(
          "server key pin", "together with trust on first use", "one of the two");
    }
    return TrustOnFirstUse.of(servers, address);
  }
}
