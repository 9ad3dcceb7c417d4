// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherDescription.Step;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.core.selftest.KnownAnswerTest;
import ai.nomyo.error.BackendUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;

/**
 * A {@link HybridCipher} on providers of the Java Cryptography Architecture. Safe for use by many
 * threads.
 *
 * <p>Algorithms are asked of the given providers only; the host's list of providers is neither
 * consulted nor changed. Every factory runs {@link KnownAnswerTest} before it returns. What a
 * provider asks for inside is its own affair: SunJCE takes the SHA-256 of OAEP from the host's
 * list.
 *
 * <p>The AES key, the buffers of plaintext and every array that a provider was handed are erased
 * after use. Beyond reach is what a provider keeps inside, which {@link
 * CipherDescription#heapCopies} lists for each of them; closing a key destroys it where the
 * provider can do that, and drops the reference to it everywhere.
 */
public final class JcaHybridCipher implements HybridCipher {

  private static final OptionalLibrary CONSCRYPT =
      new OptionalLibrary("conscrypt", "org.conscrypt:conscrypt-openjdk-uber");
  static final OptionalLibrary ACCP =
      new OptionalLibrary("accp", "software.amazon.cryptools:AmazonCorrettoCryptoProvider");
  static final OptionalLibrary BC_FIPS = new OptionalLibrary("bcfips", "org.bouncycastle:bc-fips");

  private final JcaBackend backend;
  private final AesGcm gcm;
  private final OaepKeyWrap oaep;
  private final JcaRsaKeys keys;

  /** Without a self-test. */
  JcaHybridCipher(JcaBackend backend) {
    this.backend = backend;
    gcm = new AesGcm(backend.providers(), backend.random());
    oaep = new OaepKeyWrap(backend.providers(), backend.random(), backend.unwrapping());
    keys = new JcaRsaKeys(backend.providers(), backend.random(), backend.mode());
  }

  private static JcaHybridCipher tested(JcaBackend backend) {
    JcaHybridCipher cipher = new JcaHybridCipher(backend);
    KnownAnswerTest.check(cipher);
    return cipher;
  }

  /**
   * On the JDK's own providers: AES-GCM and RSA-OAEP by SunJCE, RSA keys by SunRsaSign, random
   * numbers by SUN (the operating system's where it has a device for them, else its DRBG).
   *
   * @throws BackendUnavailableException if the host removed one of them, naming it
   */
  public static JcaHybridCipher onJdk() {
    JcaHybridCipher cipher = tested(JcaBackend.ofJdk());
    EarlyCompilation.begin(cipher.gcm);
    return cipher;
  }

  /**
   * On Conscrypt (BoringSSL), which does every step; its random numbers are BoringSSL's, although
   * the JCA name is {@code SHA1PRNG}. It cannot encrypt with AES-GCM in pieces, so a message is
   * gathered in one buffer outside the heap and encrypted in place.
   *
   * @throws BackendUnavailableException if {@code org.conscrypt:conscrypt-openjdk-uber} is not on
   *     the class path or has no native library for this platform
   */
  public static JcaHybridCipher conscrypt() {
    return tested(CONSCRYPT.use(() -> ConscryptBackend.create()));
  }

  /**
   * On the Amazon Corretto Crypto Provider (AWS-LC), which does every step, random numbers
   * included.
   *
   * @throws BackendUnavailableException if {@code
   *     software.amazon.cryptools:AmazonCorrettoCryptoProvider} is not on the class path with the
   *     classifier of this platform, or fails its own self-test
   */
  public static JcaHybridCipher accp() {
    return tested(ACCP.use(() -> AccpBackend.create(ACCP)));
  }

  /**
   * On BC-FIPS in approved-only mode, which does every step; random numbers come from its DRBG.
   * Sets no flag: the mode must hold on every thread that uses the cipher, or the step is refused.
   * The surest way is to start Java with {@code -Dorg.bouncycastle.fips.approved_only=true}.
   *
   * @throws BackendUnavailableException if {@code org.bouncycastle:bc-fips} is not on the class
   *     path, plain Bouncy Castle is there too, or the current thread is not in approved-only mode
   */
  public static JcaHybridCipher bcFips() {
    return tested(BC_FIPS.use(() -> BcFipsBackend.create(BC_FIPS)));
  }

  /**
   * On the given providers, which need not be registered: each algorithm is taken from the first
   * that has it. Random numbers come from the first that offers {@code NativePRNG}, {@code DRBG} or
   * {@code DEFAULT}; if none does, from the JVM's {@link SecureRandom}.
   *
   * @throws BackendUnavailableException if none of them has an algorithm that is needed, naming it,
   *     or if they fail the self-test
   */
  public static JcaHybridCipher using(Provider... providers) {
    String names = Arrays.stream(providers).map(Provider::getName).collect(Collectors.joining("+"));
    return tested(JcaBackend.of(new JcaProviders(names, List.of(providers))));
  }

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    backend.mode().require();
    PublicKey publicKey =
        keys.publicKey(recipient)
            .orElseThrow(() -> new CipherException("the recipient is another cipher's", null));
    Bytes nonce = gcm.freshNonce();
    try (ErasableKey key = ErasableKey.fresh(backend.random(), memory)) {
      Bytes wrappedKey = oaep.wrap(key, publicKey);
      Cipher encrypting = gcm.encrypting(key, nonce);
      Bytes tag = backend.sealing().seal(plaintext, ciphertext, encrypting, memory);
      return new SealedParts(nonce, tag, wrappedKey);
    } catch (GeneralSecurityException refused) {
      throw CipherException.cannotSeal(refused);
    }
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    backend.mode().require();
    sealed.requireSizesFor(key);
    try (ErasableKey aesKey = unwrap(sealed.wrappedKey(), key, memory)) {
      return decrypt(sealed, aesKey.require256Bits(), memory);
    } catch (GeneralSecurityException refused) {
      throw CipherException.cannotOpen();
    }
  }

  private ErasableKey unwrap(Bytes wrappedKey, OpeningKey key, SecretMemory memory)
      throws CipherException, GeneralSecurityException {
    if (key instanceof TokenKey token) {
      return ErasableKey.aes(token.unwrap(wrappedKey, memory));
    }
    PrivateKey privateKey = keys.privateKey(key).orElseThrow(CipherException::cannotOpen);
    return ErasableKey.aes(oaep.unwrap(wrappedKey, privateKey, memory));
  }

  private SecretBytes decrypt(SealedMessage sealed, ErasableKey key, SecretMemory memory)
      throws GeneralSecurityException {
    int size = sealed.ciphertextAndTag().remaining() - SealedMessage.TAG_BYTES;
    SecretBytes plaintext = memory.allocate(size, backend.sealing().kind());
    boolean opened = false;
    try {
      decrypt(sealed, key, plaintext.lend());
      opened = true;
      return plaintext;
    } finally {
      if (!opened) {
        plaintext.close();
      }
    }
  }

  private void decrypt(SealedMessage sealed, ErasableKey key, ByteBuffer plaintext)
      throws GeneralSecurityException {
    if (plaintext.isDirect() && backend.sealing().kind() == SecretMemory.Kind.HEAP) {
      gcm.decryptThroughArray(key, sealed.nonce(), sealed.ciphertextAndTag(), plaintext);
    } else {
      gcm.decrypt(key, sealed.nonce(), sealed.ciphertextAndTag(), plaintext);
    }
  }

  @Override
  public RsaKeys keys() {
    return keys;
  }

  @Override
  public CipherDescription description() {
    Map<Step, String> steps = new EnumMap<>(Step.class);
    steps.put(Step.KEY_GENERATION, backend.label(keys.generators()));
    steps.put(Step.KEY_PARSING, backend.label(keys.factories()));
    steps.put(Step.WRAP, backend.label(oaep.provider()));
    steps.put(Step.UNWRAP, backend.label(oaep.provider()));
    steps.put(Step.AES_GCM, backend.label(gcm.provider()));
    steps.put(Step.RANDOM_NUMBERS, backend.label(backend.random().getProvider()));
    return new CipherDescription(
        backend.providers().backend(),
        backend.version(),
        backend.code(),
        backend.fips(),
        steps,
        backend.heapCopies());
  }

  /** Names the class only. */
  @Override
  public String toString() {
    return "JcaHybridCipher";
  }
}
