// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import java.security.MessageDigest;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedDigestInCore {
  MessageDigest forbidden();
}
