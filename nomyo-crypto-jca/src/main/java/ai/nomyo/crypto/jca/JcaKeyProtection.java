// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.Cbc;
import ai.nomyo.core.pkcs8.Pbes2;
import ai.nomyo.core.pkcs8.Pbkdf2;
import ai.nomyo.core.pkcs8.Prf;
import ai.nomyo.core.pkcs8.Scrypt;
import ai.nomyo.core.pkcs8.StrongProtection;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;

/**
 * A {@link KeyProtection} on providers of the Java Cryptography Architecture. Safe for use by many
 * threads.
 *
 * <p>Reads PBES2 (RFC 8018) with PBKDF2 over HMAC-SHA-1, -224, -256, -384, -512 (and -512/224 and
 * -512/256 where the JDK has them) and AES-128, -192 or -256 or 3DES in CBC mode: what OpenSSL,
 * older releases included, and the reference client write by default. Writes AES-256 only. PBES1,
 * PKCS#12's schemes, scrypt and other ciphers are refused by name, as are more than ten million
 * iterations; {@code BcKeyProtection} of nomyo-crypto-bc reads scrypt.
 *
 * <p>The derived key is erased after use; beyond reach are the copies of password and key that the
 * provider makes inside.
 */
public final class JcaKeyProtection implements KeyProtection {

  private static final String CBC = "/CBC/PKCS5Padding";
  private static final String AES_CBC = "AES" + CBC;
  private static final String SCRYPT_WAY_OUT =
      "; crypto backend bc reads it, and \"keys change-password --backend bc\" converts it";

  private final JcaBackend backend;
  private final ProtectionRules rules;
  private final Provider derivation;
  private final Provider encryption;

  private JcaKeyProtection(JcaBackend backend, ProtectionRules rules) {
    String usual = Derivation.name(Prf.SHA_256);
    this.backend = backend;
    this.rules = rules;
    derivation =
        backend
            .providers()
            .require(
                "SecretKeyFactory " + usual, offer -> SecretKeyFactory.getInstance(usual, offer));
    encryption =
        backend
            .providers()
            .require("Cipher " + AES_CBC, offer -> Cipher.getInstance(AES_CBC, offer));
  }

  /**
   * On the JDK's own provider, SunJCE; salts come from SUN's random numbers.
   *
   * @throws BackendUnavailableException if the host removed one of them
   */
  public static JcaKeyProtection onJdk() {
    return new JcaKeyProtection(JcaBackend.ofJdk(), ProtectionRules.LENIENT);
  }

  /**
   * On BC-FIPS in approved-only mode, as {@link JcaHybridCipher#bcFips}. Refuses passwords of fewer
   * than 14 bytes (112 bits), files whose salt has fewer than 16 (128 bits), such as those of the
   * reference client and of OpenSSL 3.0, and files encrypted with 3DES.
   *
   * @throws BackendUnavailableException if {@code org.bouncycastle:bc-fips} is not on the class
   *     path, plain Bouncy Castle is there too, or the current thread is not in approved-only mode
   */
  public static JcaKeyProtection bcFips() {
    OptionalLibrary library = JcaHybridCipher.BC_FIPS;
    return new JcaKeyProtection(
        library.use(() -> BcFipsBackend.create(library)), ProtectionRules.FIPS);
  }

  @Override
  public SecretBytes unprotect(SecretBytes encryptedPkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    backend.mode().require();
    Pbes2 protection = Pbes2.read(encryptedPkcs8.lend());
    Pbkdf2 pbkdf2 = pbkdf2(protection);
    Cbc cipher = protection.cipher();
    rules.requireReadable(cipher.cipher(), password, pbkdf2.salt().size());
    Derivation key = new Derivation(pbkdf2, cipher.cipher(), derivation);
    return Pbes2.requireKey(decrypt(protection.encrypted(), cipher, key, password, memory));
  }

  private static Pbkdf2 pbkdf2(Pbes2 protection) throws CipherException {
    if (protection.derivation() instanceof Pbkdf2 pbkdf2) {
      return pbkdf2;
    }
    CipherException unsupported = protection.derivation().unsupported();
    throw protection.derivation() instanceof Scrypt
        ? new CipherException(unsupported.getMessage() + SCRYPT_WAY_OUT, null)
        : unsupported;
  }

  /** A wrong password shows in the padding, and only there. */
  private SecretBytes decrypt(
      ByteBuffer encrypted, Cbc cipher, Derivation key, char[] password, SecretMemory memory)
      throws CipherException {
    byte[] ciphertext = new byte[encrypted.remaining()];
    encrypted.duplicate().get(ciphertext);
    try {
      return memory.take(
          run(Cipher.DECRYPT_MODE, cipher, () -> key.derive(password, memory), ciphertext));
    } catch (BadPaddingException | IllegalBlockSizeException wrongKey) {
      throw Pbes2.wrongPassword();
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the provider cannot decrypt the private key", refused);
    }
  }

  @Override
  public SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    backend.mode().require();
    rules.requireWritable(password);
    StrongProtection protection = StrongProtection.fresh(this::randomBytes);
    Cbc cipher = protection.cipher();
    Derivation key = new Derivation(protection.derivation(), cipher.cipher(), derivation);
    try (LentArrays plain = new LentArrays(pkcs8)) {
      return memory.take(
          protection.around(
              run(Cipher.ENCRYPT_MODE, cipher, () -> key.derive(password, memory), plain.next())));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the provider cannot encrypt the private key", refused);
    }
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    backend.random().nextBytes(bytes);
    return bytes;
  }

  private byte[] run(int mode, Cbc parameters, ProviderCall<ErasableKey> derivation, byte[] input)
      throws GeneralSecurityException {
    return ProviderCall.checked(
        () -> {
          try (ErasableKey key = derivation.run()) {
            Cipher cipher = Cipher.getInstance(key.getAlgorithm() + CBC, encryption);
            cipher.init(
                mode, key, new IvParameterSpec(parameters.iv().toArray()), backend.random());
            return cipher.doFinal(input);
          }
        });
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

  /** Names the class only. */
  @Override
  public String toString() {
    return "JcaKeyProtection";
  }
}
