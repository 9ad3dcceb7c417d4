// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.json.JsonNumber;
import java.util.Optional;

/**
 * A package taken apart, its names and lengths checked.
 *
 * @param message what the cipher opens; its ciphertext is in an array of its own
 * @param algorithm the name of the scheme
 * @param processedAt when the router says it answered; outside the tag, so a hint only
 */
record SealedPackage(SealedMessage message, String algorithm, Optional<JsonNumber> processedAt) {}
