package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.error.BackendUnavailableException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;

/**
 * A {@link KeyProtection} on providers of the Java Cryptography Architecture. Safe for use by many
 * threads.
 *
 * <p>Reads PBES2 (RFC 8018) with PBKDF2 over HMAC-SHA-1, -224, -256, -384, -512 (and -512/224 and
 * -512/256 where the JDK has them) and AES-128, -192 or -256 in CBC mode: what OpenSSL and the
 * reference client write. PBES1, PKCS#12's schemes, scrypt and DES are refused by name, as are more
 * than ten million iterations.
 */
public final class JcaKeyProtection implements KeyProtection {

  private static final String CBC = "AES/CBC/PKCS5Padding";
  private static final String PBKDF2 = "PBKDF2With";

  private final Provider derivation;
  private final Provider encryption;

  private JcaKeyProtection(JcaProviders providers) {
    String usual = PBKDF2 + "HmacSHA256";
    derivation =
        providers.require(
            "SecretKeyFactory " + usual, offer -> SecretKeyFactory.getInstance(usual, offer));
    encryption = providers.require("Cipher " + CBC, offer -> Cipher.getInstance(CBC, offer));
  }

  /**
   * On the JDK's own provider, SunJCE.
   *
   * @throws BackendUnavailableException if the host removed it
   */
  public static JcaKeyProtection onJdk() {
    return new JcaKeyProtection(JcaProviders.ofJdk());
  }

  @Override
  public SecretBytes unprotect(SecretBytes encryptedPkcs8, char[] password) throws CipherException {
    Pbes2 protection = Pbes2.read(encryptedPkcs8.lend());
    SecretKeyFactory pbkdf2 = pbkdf2(protection.prf());
    SecretBytes pkcs8 = decrypt(protection, pbkdf2, password);
    // A wrong key passes the padding's check once in 256 times; what it yields then is noise.
    if (!DerReader.isOneSequence(pkcs8.lend())) {
      pkcs8.close();
      throw wrongPassword();
    }
    return pkcs8;
  }

  private SecretKeyFactory pbkdf2(String prf) throws CipherException {
    try {
      return SecretKeyFactory.getInstance(PBKDF2 + prf, derivation);
    } catch (NoSuchAlgorithmException absent) {
      throw new CipherException(
          "the private key's key derivation function is not supported: " + prf, absent);
    }
  }

  /** A wrong password shows in the padding, and only there. */
  private SecretBytes decrypt(Pbes2 protection, SecretKeyFactory pbkdf2, char[] password)
      throws CipherException {
    try {
      return ProviderCall.checked(() -> decrypted(protection, pbkdf2, password));
    } catch (BadPaddingException | IllegalBlockSizeException wrongKey) {
      throw wrongPassword();
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the provider cannot decrypt the private key", refused);
    }
  }

  private SecretBytes decrypted(Pbes2 protection, SecretKeyFactory pbkdf2, char[] password)
      throws GeneralSecurityException {
    try (AesKey key = derive(protection, pbkdf2, password)) {
      Cipher cipher = Cipher.getInstance(CBC, encryption);
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(protection.iv().toArray()));
      byte[] encrypted = new byte[protection.encrypted().remaining()];
      protection.encrypted().duplicate().get(encrypted);
      return SecretBytes.owning(cipher.doFinal(encrypted));
    }
  }

  private static AesKey derive(Pbes2 protection, SecretKeyFactory pbkdf2, char[] password)
      throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(
            password,
            protection.salt().toArray(),
            protection.iterations(),
            protection.keyBytes() * Byte.SIZE);
    SecretKey derived = pbkdf2.generateSecret(spec);
    try {
      return AesKey.owning(derived.getEncoded());
    } finally {
      spec.clearPassword();
      Destruction.attempt(derived);
    }
  }

  private static CipherException wrongPassword() {
    return new CipherException("wrong password, or the encrypted private key is damaged", null);
  }

  /** Names the class only. */
  @Override
  public String toString() {
    return "JcaKeyProtection";
  }
}
