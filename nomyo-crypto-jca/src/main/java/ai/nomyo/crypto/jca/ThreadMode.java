// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherException;

/** What must hold on a thread before a provider may be used there. */
@FunctionalInterface
interface ThreadMode {

  /** Any thread will do. */
  ThreadMode ANY = () -> {};

  /**
   * Looks at the current thread.
   *
   * @throws CipherException naming what does not hold
   */
  void require() throws CipherException;
}
