// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.util.Locale;

/** The steps of the network checkup, in order. */
enum NetworkStep {
  DNS("DNS"),
  TCP("TCP"),
  TLS("TLS"),
  KEY_FETCH("key fetch"),
  KEY("key"),
  CLOCK("clock");

  private final String label;

  NetworkStep(String label) {
    this.label = label;
  }

  /** For people. */
  String label() {
    return label;
  }

  /** For programs. */
  String member() {
    return name().toLowerCase(Locale.ROOT);
  }
}
