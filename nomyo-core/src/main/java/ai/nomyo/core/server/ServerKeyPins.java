// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.error.SecurityViolationException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that the router may have; any, when there is no pin. */
public final class ServerKeyPins implements ServerKeyTrust {

  private final List<ServerKeyPin> pins;

  /**
   * @param pins one of which the router's key must have
   */
  public ServerKeyPins(List<ServerKeyPin> pins) {
    this.pins = List.copyOf(pins);
  }

  @Override
  public String judge(String sha256, @Nullable String payloadId) {
    if (pins.isEmpty()) {
      return "no pin: any key is accepted";
    }
    if (pins.stream().noneMatch(pin -> pin.sha256().equals(sha256))) {
      throw new SecurityViolationException(
          "the router's key is not a pinned one: expected SHA-256 "
              + pins.stream().map(ServerKeyPin::toString).collect(Collectors.joining(" or "))
              + ", seen "
              + sha256
              + "; nothing was sealed for it. If the router's operator confirms the new key, add"
              + " the fingerprint seen to the pins (serverKeyPin, --pin)",
          payloadId);
    }
    return "matches a pin";
  }

  @Override
  public String judgeUnrecorded(String sha256) {
    return judge(sha256, null);
  }
}
