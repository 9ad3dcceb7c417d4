// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.error.NomyoException;

/** Why something failed, for the log. */
final class Reason {

  private Reason() {}

  /** A message of somebody else's may say anything. */
  static String of(Throwable failed) {
    return failed instanceof NomyoException ? failed.getMessage() : failed.getClass().getName();
  }
}
