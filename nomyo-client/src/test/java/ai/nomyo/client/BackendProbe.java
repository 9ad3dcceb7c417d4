// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.error.BackendUnavailableException;

/** A program that builds the backends it is told, and says of each what came of it. */
final class BackendProbe {

  private BackendProbe() {}

  /**
   * @param names of backends
   */
  public static void main(String[] names) {
    for (String name : names) {
      System.out.println(name + ": " + outcome(name));
    }
  }

  private static String outcome(String name) {
    try {
      Backend backend = Backends.named(name);
      return backend.cipher().description().backend() + ", " + backend.choice();
    } catch (BackendUnavailableException absent) {
      return "unavailable, " + absent.getMessage();
    }
  }
}
