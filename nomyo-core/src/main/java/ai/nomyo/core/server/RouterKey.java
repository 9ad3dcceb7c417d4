// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.port.SealingKey;

/**
 * A key of the router's that may be sealed for.
 *
 * @param key of at least 2048 bits
 * @param sha256 of its SPKI: 64 hexadecimal digits in lower case
 * @param trust why it may be sealed for
 */
public record RouterKey(SealingKey key, String sha256, String trust) {}
