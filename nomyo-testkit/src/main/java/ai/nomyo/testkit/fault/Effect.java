// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.io.IOException;

/** What a fault does, at its place. */
@FunctionalInterface
interface Effect {

  /**
   * Does it, on the thread that carries the bytes.
   *
   * @return whether the connection goes on
   */
  boolean strike(Passage passage) throws IOException, InterruptedException;
}
