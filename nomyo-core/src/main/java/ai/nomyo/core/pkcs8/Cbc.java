// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;

/**
 * A block cipher in CBC mode with PKCS#7's padding (RFC 8018, appendix B.2).
 *
 * @param iv as long as a block of the cipher
 */
public record Cbc(CbcCipher cipher, Bytes iv) {}
