// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.DerReader.MalformedDerException;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * An {@code EncryptedPrivateKeyInfo} (PKCS#8, RFC 5958) that is protected with PBES2 (RFC 8018,
 * appendix A.4), of whatever algorithms.
 *
 * @param derivation how the password becomes a key
 * @param encryption the object identifier of the cipher
 * @param encryptionParameters the cipher's, in DER
 * @param encrypted a view of the encrypted key
 */
public record Pbes2(
    KeyDerivation derivation,
    String encryption,
    ByteBuffer encryptionParameters,
    ByteBuffer encrypted) {

  /**
   * Reads what protects a key.
   *
   * @param encryptedPkcs8 DER, to be left as it is while the result is in use
   * @throws CipherException if it is anything else, naming other protections
   */
  public static Pbes2 read(ByteBuffer encryptedPkcs8) throws CipherException {
    try {
      DerReader file = new DerReader(encryptedPkcs8);
      DerReader info = file.sequence();
      file.end();
      DerReader scheme = info.sequence();
      ByteBuffer encrypted = info.content(DerReader.OCTET_STRING);
      info.end();
      requirePbes2(scheme.objectIdentifier());
      DerReader parameters = scheme.sequence();
      scheme.end();
      return of(parameters, encrypted);
    } catch (MalformedDerException malformed) {
      throw malformed();
    }
  }

  private static void requirePbes2(String oid) throws CipherException {
    if (!oid.equals(AlgorithmNames.PBES2)) {
      throw AlgorithmNames.unsupportedButConvertible("protection", AlgorithmNames.of(oid));
    }
  }

  private static Pbes2 of(DerReader parameters, ByteBuffer encrypted) throws MalformedDerException {
    DerReader derivation = parameters.sequence();
    DerReader encryption = parameters.sequence();
    parameters.end();
    return new Pbes2(
        derivation(derivation), encryption.objectIdentifier(), encryption.rest(), encrypted);
  }

  private static KeyDerivation derivation(DerReader derivation) throws MalformedDerException {
    String oid = derivation.objectIdentifier();
    switch (oid) {
      case AlgorithmNames.PBKDF2:
        Pbkdf2 pbkdf2 = Pbkdf2.read(derivation.sequence());
        derivation.end();
        return pbkdf2;
      case AlgorithmNames.SCRYPT:
        Scrypt scrypt = Scrypt.read(derivation.sequence());
        derivation.end();
        return scrypt;
      default:
        return new OtherDerivation(AlgorithmNames.of(oid));
    }
  }

  private static CipherException malformed() {
    return new CipherException("not an encrypted private key in PKCS#8", null);
  }

  /**
   * The cipher.
   *
   * @throws CipherException if it is none of {@link CbcCipher}
   */
  public Cbc cipher() throws CipherException {
    CbcCipher cipher =
        CbcCipher.of(encryption)
            .orElseThrow(
                () ->
                    AlgorithmNames.unsupportedButConvertible(
                        "encryption", AlgorithmNames.of(encryption)));
    if (derivation.keyBytes().orElse(cipher.keyBytes()) != cipher.keyBytes()) {
      throw malformed();
    }
    return new Cbc(cipher, iv(cipher.blockBytes()));
  }

  private Bytes iv(int size) throws CipherException {
    try {
      DerReader parameters = new DerReader(encryptionParameters);
      Bytes iv = Bytes.copyOf(parameters.octets());
      parameters.end();
      if (iv.size() == size) {
        return iv;
      }
      throw malformed();
    } catch (MalformedDerException malformed) {
      throw malformed();
    }
  }

  /**
   * Looks at what was decrypted: a wrong key passes the check of the padding once in 256 times, and
   * what it yields then is noise.
   *
   * @return the same
   * @throws CipherException {@link #wrongPassword}; what was decrypted is closed then
   */
  public static SecretBytes requireKey(SecretBytes decrypted) throws CipherException {
    if (DerReader.isOneSequence(decrypted.lend())) {
      return decrypted;
    }
    decrypted.close();
    throw wrongPassword();
  }

  /** The answer to everything that a wrong password may be the cause of. */
  public static CipherException wrongPassword() {
    return new CipherException("wrong password, or the encrypted private key is damaged", null);
  }

  /** What {@link KeyProtection#inspect} answers. */
  public KeyProtection.Scheme scheme() {
    return new KeyProtection.Scheme(
        derivation.label(),
        derivation instanceof Pbkdf2 pbkdf2
            ? OptionalLong.of(pbkdf2.count())
            : OptionalLong.empty(),
        AlgorithmNames.of(encryption));
  }

  /** Shows the algorithms only. */
  @Override
  public String toString() {
    return "Pbes2[" + derivation + ", " + AlgorithmNames.of(encryption) + "]";
  }
}
