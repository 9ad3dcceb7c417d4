// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherDescription.Code;
import ai.nomyo.core.port.CipherDescription.Fips;
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
import ai.nomyo.core.sealing.WindowedSealing;
import ai.nomyo.core.selftest.KnownAnswerTest;
import ai.nomyo.error.BackendUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;

/**
 * A {@link HybridCipher} on Bouncy Castle's lightweight API: pure Java, no JCA provider registered
 * or asked for a cipher. Safe for use by many threads. Random numbers come from the JVM's {@link
 * SecureRandom}. A key made by one instance is good for another.
 *
 * <p>The AES key, the window of plaintext and the small arrays it passes through are erased after
 * use. Beyond reach are the key schedule and the last block that Bouncy Castle's cipher keeps, and
 * the numbers of an RSA key: closing such a key drops the references to them.
 */
public final class BcHybridCipher implements HybridCipher {

  private static final int AES_KEY_BYTES = 32;
  private static final String NAME = "bc";
  private static final List<String> HEAP_COPIES =
      List.of(
          "AES keys, as key schedules, until the garbage collector takes them",
          "private RSA keys, as numbers, until they are closed and the garbage collector takes"
              + " them",
          "the last block of a message, until the garbage collector takes it");

  private final SecureRandom random = new SecureRandom();
  private final OaepKeyWrap oaep = new OaepKeyWrap(random);
  private final BcRsaKeys keys = new BcRsaKeys(random);

  private BcHybridCipher() {}

  /**
   * A cipher; there is nothing to configure. It has passed {@link KnownAnswerTest}.
   *
   * @throws BackendUnavailableException if it fails the self-test, Bouncy Castle is older than
   *     1.86, or BC-FIPS is on the class path as well: both define classes of the same names
   */
  public static BcHybridCipher create() {
    ClassPath.requireUnmixed();
    try {
      BcHybridCipher cipher = new BcHybridCipher();
      KnownAnswerTest.check(cipher);
      return cipher;
    } catch (IncompatibleClassChangeError tooOld) {
      throw new BackendUnavailableException(
          "crypto backend bc needs Bouncy Castle 1.86 or later; the class path has "
              + LibraryVersion.number(),
          tooOld);
    }
  }

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    RSAKeyParameters publicKey =
        BcRsaKeys.publicKey(recipient)
            .orElseThrow(() -> new CipherException("the recipient is another cipher's", null));
    try (SecretBytes key = memory.take(randomBytes(AES_KEY_BYTES))) {
      Bytes nonce = Bytes.copyOf(randomBytes(SealedMessage.NONCE_BYTES));
      Bytes wrappedKey = wrap(key, publicKey);
      Bytes tag = encrypt(plaintext, ciphertext, key, nonce, memory);
      return new SealedParts(nonce, tag, wrappedKey);
    }
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private Bytes wrap(SecretBytes key, RSAKeyParameters recipient) throws CipherException {
    try {
      return oaep.wrap(key, recipient);
    } catch (InvalidCipherTextException | RuntimeException refused) {
      throw CipherException.cannotSeal(refused);
    }
  }

  private static Bytes encrypt(
      PlaintextSource plaintext,
      OutputStream ciphertext,
      SecretBytes key,
      Bytes nonce,
      SecretMemory memory)
      throws CipherException, IOException {
    try (AesGcm gcm = AesGcm.encrypting(key, nonce)) {
      return WindowedSealing.seal(plaintext, ciphertext, new BcWindowCipher(gcm), memory);
    }
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    sealed.requireSizesFor(key);
    try (SecretBytes aesKey = unwrap(sealed.wrappedKey(), key, memory)) {
      return decrypt(sealed, aesKey, memory);
    }
  }

  private SecretBytes unwrap(Bytes wrappedKey, OpeningKey key, SecretMemory memory)
      throws CipherException {
    if (key instanceof TokenKey token) {
      return token.unwrap(wrappedKey, memory);
    }
    RSAPrivateCrtKeyParameters privateKey =
        BcRsaKeys.privateKey(key).orElseThrow(CipherException::cannotOpen);
    try {
      return oaep.unwrap(wrappedKey, privateKey, memory);
    } catch (InvalidCipherTextException | RuntimeException refused) {
      throw CipherException.cannotOpen();
    }
  }

  private static SecretBytes decrypt(SealedMessage sealed, SecretBytes aesKey, SecretMemory memory)
      throws CipherException {
    if (aesKey.size() != AES_KEY_BYTES) {
      throw CipherException.cannotOpen();
    }
    SecretBytes plaintext =
        memory.allocate(sealed.ciphertextAndTag().remaining() - SealedMessage.TAG_BYTES);
    boolean authentic = false;
    try {
      AesGcm.decrypt(aesKey, sealed.nonce(), sealed.ciphertextAndTag(), plaintext.lend());
      authentic = true;
      return plaintext;
    } catch (InvalidCipherTextException | RuntimeException refused) {
      throw CipherException.cannotOpen();
    } finally {
      if (!authentic) {
        plaintext.close();
      }
    }
  }

  @Override
  public RsaKeys keys() {
    return keys;
  }

  @Override
  public CipherDescription description() {
    String version = LibraryVersion.number();
    Map<Step, String> steps = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      steps.put(step, "Bouncy Castle " + version);
    }
    Provider generator = random.getProvider();
    steps.put(Step.RANDOM_NUMBERS, generator.getName() + " " + generator.getVersionStr());
    return new CipherDescription(NAME, version, Code.JAVA, Fips.NONE, steps, HEAP_COPIES);
  }

  /** Names the class only. */
  @Override
  public String toString() {
    return "BcHybridCipher";
  }
}
