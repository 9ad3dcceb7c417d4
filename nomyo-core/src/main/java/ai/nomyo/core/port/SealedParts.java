// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;

/**
 * What sealing yields beside the ciphertext.
 *
 * @param nonce 12 bytes
 * @param tag 16 bytes
 * @param wrappedKey as long as the recipient's modulus
 */
public record SealedParts(Bytes nonce, Bytes tag, Bytes wrappedKey) {}
