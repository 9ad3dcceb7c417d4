// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import java.util.Optional;
import java.util.stream.Stream;

/** The block ciphers below CBC that protected keys are read with (RFC 8018, appendix B.2). */
public enum CbcCipher {
  /** AES with a key of 128 bits. */
  AES_128("2.16.840.1.101.3.4.1.2", 16, 16),
  /** AES with a key of 192 bits. */
  AES_192("2.16.840.1.101.3.4.1.22", 24, 16),
  /** AES with a key of 256 bits, which new files get. */
  AES_256("2.16.840.1.101.3.4.1.42", 32, 16),
  /** DES, three times with three keys (SP 800-67), which new files never get. */
  TRIPLE_DES("1.2.840.113549.3.7", 24, 8);

  private final String oid;
  private final int keyBytes;
  private final int blockBytes;

  CbcCipher(String oid, int keyBytes, int blockBytes) {
    this.oid = oid;
    this.keyBytes = keyBytes;
    this.blockBytes = blockBytes;
  }

  String oid() {
    return oid;
  }

  /** The size of its key. */
  public int keyBytes() {
    return keyBytes;
  }

  int blockBytes() {
    return blockBytes;
  }

  static Optional<CbcCipher> of(String oid) {
    return Stream.of(values()).filter(cipher -> cipher.oid.equals(oid)).findFirst();
  }

  /** As reports name it, with its mode: {@code AES-256-CBC}. */
  @Override
  public String toString() {
    return AlgorithmNames.of(oid);
  }
}
