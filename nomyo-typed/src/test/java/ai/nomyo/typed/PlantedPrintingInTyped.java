// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

/** Breaks a rule of {@code TypedArchitectureTest}, to show that the rule notices. */
final class PlantedPrintingInTyped {
  void forbidden() {
    System.out.println();
  }
}
