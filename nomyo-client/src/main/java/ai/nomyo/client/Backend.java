// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.KeyProtection;

/**
 * A crypto backend: who seals, opens and makes keys; who takes passwords off key files.
 *
 * @param cipher safe for use by many threads
 * @param keyProtection safe for use by many threads
 * @param choice why it is this one, for reports
 */
public record Backend(HybridCipher cipher, KeyProtection keyProtection, String choice) {}
