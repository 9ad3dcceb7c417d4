// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.planted;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public final class Printing {

  private Printing() {}

  static void forbidden() {
    System.out.println();
  }
}
