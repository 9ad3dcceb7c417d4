// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.KeyProtection;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * The protection that new files get, as {@link KeyProtection#protect} says.
 *
 * @param derivation with a fresh salt
 * @param cipher with a fresh IV
 */
public record StrongProtection(Pbkdf2 derivation, Cbc cipher) {

  private static final int SALT_BYTES = 16;
  private static final CbcCipher CIPHER = CbcCipher.AES_256;

  /**
   * For one file.
   *
   * @param random makes that many random bytes
   */
  public static StrongProtection fresh(IntFunction<byte[]> random) {
    return new StrongProtection(
        new Pbkdf2(
            Prf.SHA_256.oid(),
            Bytes.copyOf(random.apply(SALT_BYTES)),
            KeyProtection.ITERATIONS,
            OptionalLong.empty()),
        new Cbc(CIPHER, Bytes.copyOf(random.apply(CIPHER.blockBytes()))));
  }

  /**
   * The {@code EncryptedPrivateKeyInfo} in DER.
   *
   * @param encryptedKey what was encrypted with this protection
   */
  public byte[] around(byte[] encryptedKey) {
    byte[] parameters =
        DerWriter.sequence(
            DerWriter.sequence(
                DerWriter.objectIdentifier(AlgorithmNames.PBKDF2), derivation.written()),
            DerWriter.sequence(
                DerWriter.objectIdentifier(CIPHER.oid()),
                DerWriter.octetString(cipher.iv().toArray())));
    return DerWriter.sequence(
        DerWriter.sequence(DerWriter.objectIdentifier(AlgorithmNames.PBES2), parameters),
        DerWriter.octetString(encryptedKey));
  }
}
