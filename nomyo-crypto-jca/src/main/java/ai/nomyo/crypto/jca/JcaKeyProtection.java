package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Arrays;
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
 *
 * <p>The derived key is erased after use; beyond reach are the copies of password and key that the
 * provider makes inside.
 */
public final class JcaKeyProtection implements KeyProtection {

  private static final String CBC = "AES/CBC/PKCS5Padding";
  private static final String PBKDF2 = "PBKDF2With";

  private final JcaBackend backend;
  private final PasswordRules rules;
  private final Provider derivation;
  private final Provider encryption;

  private JcaKeyProtection(JcaBackend backend, PasswordRules rules) {
    String usual = PBKDF2 + "HmacSHA256";
    this.backend = backend;
    this.rules = rules;
    derivation =
        backend
            .providers()
            .require(
                "SecretKeyFactory " + usual, offer -> SecretKeyFactory.getInstance(usual, offer));
    encryption =
        backend.providers().require("Cipher " + CBC, offer -> Cipher.getInstance(CBC, offer));
  }

  /**
   * On the JDK's own provider, SunJCE; salts come from SUN's random numbers.
   *
   * @throws BackendUnavailableException if the host removed one of them
   */
  public static JcaKeyProtection onJdk() {
    return new JcaKeyProtection(JcaBackend.ofJdk(), PasswordRules.LENIENT);
  }

  /**
   * On BC-FIPS in approved-only mode, as {@link JcaHybridCipher#bcFips}. Refuses passwords of fewer
   * than 14 bytes (112 bits) and files whose salt has fewer than 16 (128 bits), such as those of
   * the reference client and of OpenSSL 3.0.
   *
   * @throws BackendUnavailableException if {@code org.bouncycastle:bc-fips} is not on the class
   *     path, plain Bouncy Castle is there too, or the current thread is not in approved-only mode
   */
  public static JcaKeyProtection bcFips() {
    OptionalLibrary library = JcaHybridCipher.BC_FIPS;
    return new JcaKeyProtection(
        library.use(() -> BcFipsBackend.create(library)), PasswordRules.FIPS);
  }

  @Override
  public SecretBytes unprotect(SecretBytes encryptedPkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    backend.mode().require();
    Pbes2 protection = Pbes2.read(encryptedPkcs8.lend());
    rules.requireReadable(password, protection.salt().size());
    SecretKeyFactory pbkdf2 = pbkdf2(protection.prf());
    SecretBytes pkcs8 = decrypt(protection, pbkdf2, password, memory);
    // A wrong key passes the padding's check once in 256 times; what it yields then is noise.
    if (!DerReader.isOneSequence(pkcs8.lend())) {
      pkcs8.close();
      throw wrongPassword();
    }
    return pkcs8;
  }

  @Override
  public SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    backend.mode().require();
    rules.requireWritable(password);
    Pbes2 protection = Pbes2.fresh(backend.random());
    SecretKeyFactory pbkdf2 = pbkdf2(protection.prf());
    try {
      return ProviderCall.checked(() -> encrypted(pkcs8, protection, pbkdf2, password, memory));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the provider cannot encrypt the private key", refused);
    }
  }

  private SecretBytes encrypted(
      SecretBytes pkcs8,
      Pbes2 protection,
      SecretKeyFactory pbkdf2,
      char[] password,
      SecretMemory memory)
      throws GeneralSecurityException {
    byte[] plain = new byte[pkcs8.size()];
    pkcs8.lend().get(plain);
    try (AesKey key = derive(protection, pbkdf2, password, memory)) {
      Cipher cipher = cbc(Cipher.ENCRYPT_MODE, key, protection);
      return memory.take(protection.around(cipher.doFinal(plain)));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  @Override
  public Scheme inspect(SecretBytes encryptedPkcs8) throws CipherException {
    return Pbes2.read(encryptedPkcs8.lend()).scheme();
  }

  @Override
  public String description() {
    return derivation.equals(encryption)
        ? "PBKDF2 and AES-CBC: " + backend.label(derivation)
        : "PBKDF2: " + backend.label(derivation) + ", AES-CBC: " + backend.label(encryption);
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
  private SecretBytes decrypt(
      Pbes2 protection, SecretKeyFactory pbkdf2, char[] password, SecretMemory memory)
      throws CipherException {
    try {
      return ProviderCall.checked(() -> decrypted(protection, pbkdf2, password, memory));
    } catch (BadPaddingException | IllegalBlockSizeException wrongKey) {
      throw wrongPassword();
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the provider cannot decrypt the private key", refused);
    }
  }

  private SecretBytes decrypted(
      Pbes2 protection, SecretKeyFactory pbkdf2, char[] password, SecretMemory memory)
      throws GeneralSecurityException {
    try (AesKey key = derive(protection, pbkdf2, password, memory)) {
      Cipher cipher = cbc(Cipher.DECRYPT_MODE, key, protection);
      byte[] encrypted = new byte[protection.encrypted().remaining()];
      protection.encrypted().duplicate().get(encrypted);
      return memory.take(cipher.doFinal(encrypted));
    }
  }

  private Cipher cbc(int mode, AesKey key, Pbes2 protection) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CBC, encryption);
    cipher.init(mode, key, new IvParameterSpec(protection.iv().toArray()), backend.random());
    return cipher;
  }

  private static AesKey derive(
      Pbes2 protection, SecretKeyFactory pbkdf2, char[] password, SecretMemory memory)
      throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(
            password,
            protection.salt().toArray(),
            protection.iterations(),
            protection.keyBytes() * Byte.SIZE);
    SecretKey derived = pbkdf2.generateSecret(spec);
    try {
      return AesKey.owning(memory.take(derived.getEncoded()));
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
