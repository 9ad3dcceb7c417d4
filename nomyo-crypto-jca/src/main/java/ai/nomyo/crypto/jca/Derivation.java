// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.pkcs8.Pbkdf2;
import ai.nomyo.core.pkcs8.Prf;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 of one file, on a provider that can do it. */
final class Derivation {

  private final SecretKeyFactory factory;
  private final byte[] salt;
  private final int iterations;
  private final CbcCipher cipher;

  /**
   * @throws CipherException if the parameters are not supported, naming them
   */
  Derivation(Pbkdf2 parameters, CbcCipher cipher, Provider provider) throws CipherException {
    this.factory = factory(parameters.prf(), provider);
    this.salt = parameters.salt().toArray();
    this.iterations = parameters.iterations();
    this.cipher = cipher;
  }

  private static SecretKeyFactory factory(Prf prf, Provider provider) throws CipherException {
    try {
      return SecretKeyFactory.getInstance(name(prf), provider);
    } catch (NoSuchAlgorithmException absent) {
      throw new CipherException(
          "the private key's key derivation function is not supported: " + prf, absent);
    }
  }

  static String name(Prf prf) {
    return "PBKDF2WithHmac" + prf.hash().replaceFirst("-", "");
  }

  private String algorithm() {
    return cipher == CbcCipher.TRIPLE_DES ? "DESede" : "AES";
  }

  /** A key of the cipher. */
  ErasableKey derive(char[] password, SecretMemory memory) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, cipher.keyBytes() * Byte.SIZE);
    SecretKey derived = factory.generateSecret(spec);
    try {
      return ErasableKey.owning(algorithm(), memory.take(derived.getEncoded()));
    } finally {
      spec.clearPassword();
      Destruction.attempt(derived);
    }
  }
}
