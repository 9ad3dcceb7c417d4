// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.core.SecureChat;
import ai.nomyo.json.JsonFormat;

/** Where programs begin. */
public final class Nomyo {

  private Nomyo() {}

  /** A builder of clients, with the defaults that its methods name. */
  public static ClientBuilder client() {
    return new ClientBuilder();
  }

  /** Reads and writes JSON text without loss. */
  public static JsonFormat json() {
    return SecureChat.json();
  }
}
