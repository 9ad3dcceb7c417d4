package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Cipher;

/**
 * A {@link HybridCipher} on providers of the Java Cryptography Architecture. Safe for use by many
 * threads.
 *
 * <p>Algorithms are asked of the given providers only; the host's list of providers is neither
 * consulted nor changed. (What a provider asks for inside is its own affair: SunJCE takes the
 * SHA-256 of OAEP from the host's list.)
 *
 * <p>The AES key and the window of plaintext are erased after use. Beyond reach are the key
 * schedule and the few blocks that a provider's cipher keeps, and the numbers of an RSA key, which
 * the JDK cannot erase: closing such a key drops the reference to it.
 */
public final class JcaHybridCipher implements HybridCipher {

  private final AesGcm gcm;
  private final OaepKeyWrap oaep;
  private final JcaRsaKeys keys;
  private final SecureRandom random;

  private JcaHybridCipher(JcaProviders providers) {
    random = providers.random();
    gcm = new AesGcm(providers, random);
    oaep = new OaepKeyWrap(providers, random);
    keys = new JcaRsaKeys(providers, random);
  }

  /**
   * On the JDK's own providers: AES-GCM and RSA-OAEP by SunJCE, RSA keys by SunRsaSign, random
   * numbers by SUN (the operating system's where it has a device for them, else its DRBG).
   *
   * @throws BackendUnavailableException if the host removed one of them, naming it
   */
  public static JcaHybridCipher onJdk() {
    return new JcaHybridCipher(JcaProviders.ofJdk());
  }

  /**
   * On the given providers, which need not be registered: each algorithm is taken from the first
   * that has it. Random numbers come from the first that offers {@code NativePRNG}, {@code DRBG} or
   * {@code DEFAULT}; if none does, from the JVM's {@link SecureRandom}.
   *
   * @throws BackendUnavailableException if none of them has an algorithm that is needed, naming it
   */
  public static JcaHybridCipher using(Provider... providers) {
    String names = Arrays.stream(providers).map(Provider::getName).collect(Collectors.joining("+"));
    return new JcaHybridCipher(new JcaProviders(names, List.of(providers)));
  }

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    PublicKey publicKey =
        keys.publicKey(recipient)
            .orElseThrow(() -> new CipherException("the recipient is another cipher's", null));
    Bytes nonce = gcm.freshNonce();
    try (AesKey key = AesKey.fresh(random)) {
      Bytes wrappedKey = oaep.wrap(key, publicKey);
      Bytes tag = encrypt(plaintext, ciphertext, gcm.encrypting(key, nonce), memory);
      return new SealedParts(nonce, tag, wrappedKey);
    } catch (GeneralSecurityException | SealingStream.RefusedException refused) {
      throw new CipherException("the message cannot be sealed", refused);
    }
  }

  private static Bytes encrypt(
      PlaintextSource plaintext, OutputStream ciphertext, Cipher cipher, SecretMemory memory)
      throws IOException {
    try (SecretBytes window = memory.allocate(SealingStream.WINDOW_BYTES);
        SealingStream stream = new SealingStream(cipher, ciphertext, window.lend())) {
      plaintext.writeTo(stream);
      return stream.finish();
    }
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    requireSizes(sealed, key);
    PrivateKey privateKey = keys.privateKey(key).orElseThrow(CipherException::cannotOpen);
    try (AesKey aesKey = AesKey.owning(oaep.unwrap(sealed.wrappedKey(), privateKey))) {
      return decrypt(sealed, aesKey.require256Bits(), memory);
    } catch (GeneralSecurityException refused) {
      throw CipherException.cannotOpen();
    }
  }

  private static void requireSizes(SealedMessage sealed, OpeningKey key) throws CipherException {
    if (sealed.nonce().size() != AesGcm.NONCE_BYTES
        || sealed.wrappedKey().size() != (key.sizeBits() + Byte.SIZE - 1) / Byte.SIZE
        || sealed.ciphertextAndTag().remaining() < AesGcm.TAG_BYTES) {
      throw CipherException.cannotOpen();
    }
  }

  private SecretBytes decrypt(SealedMessage sealed, AesKey key, SecretMemory memory)
      throws GeneralSecurityException {
    SecretBytes plaintext =
        memory.allocate(sealed.ciphertextAndTag().remaining() - AesGcm.TAG_BYTES);
    boolean opened = false;
    try {
      gcm.decrypt(key, sealed.nonce(), sealed.ciphertextAndTag(), plaintext.lend());
      opened = true;
      return plaintext;
    } finally {
      if (!opened) {
        plaintext.close();
      }
    }
  }

  @Override
  public RsaKeys keys() {
    return keys;
  }

  /** Names the class only. */
  @Override
  public String toString() {
    return "JcaHybridCipher";
  }
}
