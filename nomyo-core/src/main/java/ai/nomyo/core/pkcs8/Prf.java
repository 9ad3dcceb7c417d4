// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import java.util.Optional;
import java.util.stream.Stream;

/** The functions of PBKDF2: HMAC with these hashes (RFC 8018, appendix B.1.2). */
public enum Prf {
  /** HMAC-SHA-1, which is meant where a file names none. */
  SHA_1("SHA-1", "1.2.840.113549.2.7"),
  /** HMAC-SHA-224. */
  SHA_224("SHA-224", "1.2.840.113549.2.8"),
  /** HMAC-SHA-256, which new files get. */
  SHA_256("SHA-256", "1.2.840.113549.2.9"),
  /** HMAC-SHA-384. */
  SHA_384("SHA-384", "1.2.840.113549.2.10"),
  /** HMAC-SHA-512. */
  SHA_512("SHA-512", "1.2.840.113549.2.11"),
  /** HMAC-SHA-512/224. */
  SHA_512_224("SHA-512/224", "1.2.840.113549.2.12"),
  /** HMAC-SHA-512/256. */
  SHA_512_256("SHA-512/256", "1.2.840.113549.2.13");

  private final String hash;
  private final String oid;

  Prf(String hash, String oid) {
    this.hash = hash;
    this.oid = oid;
  }

  /** The hash below HMAC, as FIPS 180-4 writes it: {@code SHA-256}. */
  public String hash() {
    return hash;
  }

  String oid() {
    return oid;
  }

  static Optional<Prf> of(String oid) {
    return Stream.of(values()).filter(prf -> prf.oid.equals(oid)).findFirst();
  }

  /** As reports name it: {@code HMAC-SHA-256}. */
  @Override
  public String toString() {
    return "HMAC-" + hash;
  }
}
