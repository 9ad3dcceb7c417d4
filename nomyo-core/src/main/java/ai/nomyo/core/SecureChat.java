// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.core.keys.KeyRing;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.json.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Builds the inbound ports from outbound ports and settings. Clients share nothing with each other
 * but the adapters they are given.
 */
public final class SecureChat {

  private SecureChat() {}

  /**
   * The client of most programs.
   *
   * @param password of the private key that is kept at home, or to protect the first one with, or
   *     null; the caller erases it
   * @throws KeyFileException if there is a key at home that cannot be used
   * @throws InvalidInputException if the key's home cannot replace it, and keys are to be rotated
   */
  public static SecureChatCompletion completion(
      Ports ports, Settings settings, char @Nullable [] password) {
    return new ChatClient(protocol(ports, settings, password));
  }

  /**
   * The protocol step by step; otherwise as {@link #completion}.
   *
   * @throws KeyFileException if there is a key at home that cannot be used
   * @throws InvalidInputException if that key stays in a token, and keys are to be rotated
   */
  public static SecureCompletionClient protocol(
      Ports ports, Settings settings, char @Nullable [] password) {
    KeyRing keyRing =
        new KeyRing(
            ports.cipher().keys(),
            ports.keyProtection(),
            ports.memory(),
            ports.keyStore(),
            settings.keyRotation());
    try {
      keyRing.loadHome(password);
      return new ProtocolClient(ports, settings, keyRing, Time.SYSTEM);
    } catch (RuntimeException | Error refused) {
      // Whatever it was, no client is there to close the ring.
      keyRing.close();
      throw refused;
    }
  }

  /** Reads and writes JSON text as this library does. */
  public static JsonFormat json() {
    return new JsonCodec();
  }
}
