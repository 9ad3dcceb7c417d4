// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pkcs8.DerReader.MalformedDerException;
import ai.nomyo.core.port.CipherException;
import java.util.OptionalLong;

/**
 * PBKDF2 (RFC 8018, section 5.2).
 *
 * @param function the object identifier of its function
 * @param salt one byte or more
 * @param count the iterations that the file asks for, however many
 * @param keyBytes the size of the derived key, where the file says it
 */
public record Pbkdf2(String function, Bytes salt, long count, OptionalLong keyBytes)
    implements KeyDerivation {

  /**
   * Beyond this a hostile file burns minutes; it is over ten times what OWASP asked for in 2023.
   */
  private static final int MAX_ITERATIONS = 10_000_000;

  static Pbkdf2 read(DerReader parameters) throws MalformedDerException {
    Bytes salt = parameters.salt();
    long count = parameters.natural();
    OptionalLong keyBytes = parameters.optionalNatural();
    String function = Prf.SHA_1.oid();
    if (parameters.nextIs(DerReader.SEQUENCE)) {
      function = function(parameters.sequence());
    }
    parameters.end();
    return new Pbkdf2(function, salt, count, keyBytes);
  }

  private static String function(DerReader prf) throws MalformedDerException {
    String oid = prf.objectIdentifier();
    if (prf.nextIs(DerReader.NULL)) {
      prf.content(DerReader.NULL);
    }
    prf.end();
    return oid;
  }

  /**
   * Its function.
   *
   * @throws CipherException if it is not HMAC with a hash of the SHA-1 or SHA-2 family
   */
  public Prf prf() throws CipherException {
    return Prf.of(function)
        .orElseThrow(
            () ->
                AlgorithmNames.unsupportedButConvertible(
                    "key derivation function", AlgorithmNames.of(function)));
  }

  /**
   * How often its function is applied.
   *
   * @throws CipherException if that is not 1 to 10,000,000 times
   */
  public int iterations() throws CipherException {
    if (count < 1 || count > MAX_ITERATIONS) {
      throw new CipherException(
          "the encrypted private key asks for "
              + (count == Long.MAX_VALUE ? "more than 2^63" : count)
              + " iterations; 1 to "
              + MAX_ITERATIONS
              + " are allowed",
          null);
    }
    return (int) count;
  }

  byte[] written() {
    return DerWriter.sequence(
        DerWriter.octetString(salt.toArray()),
        DerWriter.integer(count),
        DerWriter.sequence(DerWriter.objectIdentifier(function), DerWriter.nothing()));
  }

  @Override
  public String label() {
    return "PBKDF2 with " + Prf.of(function).map(Prf::toString).orElse(AlgorithmNames.of(function));
  }

  /** Shows the algorithm only. */
  @Override
  public String toString() {
    return label() + ", " + count + " iterations";
  }
}
