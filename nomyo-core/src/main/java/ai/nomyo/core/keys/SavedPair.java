// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import java.util.Optional;

/**
 * A pair that was put into a key store.
 *
 * @param sizeBits the length of the modulus
 * @param spki the public half as a {@code SubjectPublicKeyInfo} in DER
 * @param backup where the pair that was there before is kept, if it is
 */
public record SavedPair(int sizeBits, Bytes spki, Optional<String> backup) {}
