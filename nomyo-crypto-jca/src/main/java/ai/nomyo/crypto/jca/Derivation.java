package ai.nomyo.crypto.jca;

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
  private final int keyBytes;

  /**
   * @throws CipherException if the parameters are not supported, naming them
   */
  Derivation(Pbkdf2 parameters, int keyBytes, Provider provider) throws CipherException {
    this.factory = factory(parameters.prf(), provider);
    this.salt = parameters.salt().toArray();
    this.iterations = parameters.iterations();
    this.keyBytes = keyBytes;
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

  AesKey derive(char[] password, SecretMemory memory) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, keyBytes * Byte.SIZE);
    SecretKey derived = factory.generateSecret(spec);
    try {
      return AesKey.owning(memory.take(derived.getEncoded()));
    } finally {
      spec.clearPassword();
      Destruction.attempt(derived);
    }
  }
}
