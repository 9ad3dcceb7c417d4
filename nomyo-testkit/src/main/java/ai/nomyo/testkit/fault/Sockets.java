// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.io.Closeable;
import java.io.IOException;

/** What all sockets have in common. */
final class Sockets {

  private Sockets() {}

  static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Closed all the same.
    }
  }
}
