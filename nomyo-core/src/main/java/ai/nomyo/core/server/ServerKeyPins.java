package ai.nomyo.core.server;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.SecurityViolationException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that the router may have; any, when there is no pin. */
final class ServerKeyPins {

  private final List<ServerKeyPin> pins;

  ServerKeyPins(List<ServerKeyPin> pins) {
    this.pins = List.copyOf(pins);
  }

  /**
   * Checks a key before anything is sealed for it.
   *
   * @throws SecurityViolationException if it is none of those
   * @throws BackendUnavailableException if there are pins and the backend has no SHA-256
   */
  void check(SealingKey key, @Nullable String payloadId) {
    if (pins.isEmpty()) {
      return;
    }
    String seen = fingerprint(key);
    if (pins.stream().noneMatch(pin -> pin.sha256().equals(seen))) {
      throw new SecurityViolationException(
          "the router's key is not a pinned one: expected SHA-256 "
              + pins.stream().map(ServerKeyPin::toString).collect(Collectors.joining(" or "))
              + ", seen "
              + seen
              + "; nothing was sealed for it. If the router's operator confirms the new key, add"
              + " the fingerprint seen to the pins (serverKeyPin, --pin)",
          payloadId);
    }
  }

  private static String fingerprint(SealingKey key) {
    try {
      return HexFormat.of().formatHex(key.fingerprint().toArray());
    } catch (CipherException lacking) {
      throw new BackendUnavailableException(
          "the backend cannot compare the router's key with the pins: " + lacking.getMessage(),
          lacking);
    }
  }
}
