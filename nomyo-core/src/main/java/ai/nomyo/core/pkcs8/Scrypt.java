// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pkcs8.DerReader.MalformedDerException;
import ai.nomyo.core.port.CipherException;
import java.util.OptionalLong;

/**
 * scrypt (RFC 7914), with what the file asks for, however much.
 *
 * @param salt one byte or more
 * @param cost N
 * @param blockSize r
 * @param parallelization p
 * @param keyBytes the size of the derived key, where the file says it
 */
public record Scrypt(
    Bytes salt, long cost, long blockSize, long parallelization, OptionalLong keyBytes)
    implements KeyDerivation {

  private static final int BLOCK_BYTES = 128;
  private static final int MAX_MEBIBYTES = 256;
  private static final long MAX_BLOCKS = MAX_MEBIBYTES * 1024L * 1024 / BLOCK_BYTES;

  /** N must be below 2 to the power of 16·r (RFC 7914, section 2), which binds for r = 1 only. */
  private static final int MAX_COST_OF_SINGLE_BLOCKS = 1 << 15;

  static Scrypt read(DerReader parameters) throws MalformedDerException {
    Scrypt read =
        new Scrypt(
            parameters.salt(),
            parameters.natural(),
            parameters.natural(),
            parameters.natural(),
            parameters.optionalNatural());
    parameters.end();
    return read;
  }

  /**
   * Makes sure that the parameters are scrypt's and affordable: 128·N·r·p bytes, which bounds
   * memory and time alike, may be up to 256 MiB. OpenSSL's default is 16 MiB.
   *
   * @throws CipherException saying what is asked for and what is allowed
   */
  public void requireAffordable() throws CipherException {
    if (Long.bitCount(cost) != 1
        || cost < 2
        || blockSize < 1
        || parallelization < 1
        || blockSize == 1 && cost > MAX_COST_OF_SINGLE_BLOCKS) {
      throw refused("RFC 7914 does not allow that");
    }
    if (!affordable()) {
      throw refused("128*N*r*p may be up to " + MAX_MEBIBYTES + " MiB");
    }
  }

  /** One after the other, so that no product is too large for a long. */
  private boolean affordable() {
    return cost <= MAX_BLOCKS
        && blockSize <= MAX_BLOCKS
        && cost * blockSize <= MAX_BLOCKS
        && parallelization <= MAX_BLOCKS
        && cost * blockSize * parallelization <= MAX_BLOCKS;
  }

  private CipherException refused(String why) {
    return new CipherException("the encrypted private key asks for " + label() + "; " + why, null);
  }

  @Override
  public String label() {
    return "scrypt (N=" + cost + ", r=" + blockSize + ", p=" + parallelization + ")";
  }

  /** Shows the algorithm only. */
  @Override
  public String toString() {
    return label();
  }
}
