// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.conscrypt.Conscrypt;

/** The primitives of a provider of the Java Cryptography Architecture. */
final class JcaYardstick implements Yardstick {

  private static final int TAG_BYTES = 16;
  private static final int WINDOW_BYTES = 48 * 1024;
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  /** Where a provider encrypts fastest. */
  private enum Way {
    /** The JDK's: heap arrays that stay in the cache. */
    WINDOWS_ON_HEAP,
    /** ACCP's and BC-FIPS': one heap array. */
    WHOLE_ON_HEAP,
    /** Conscrypt's: one buffer outside the heap. */
    WHOLE_DIRECT
  }

  private final Way way;
  private final Cipher gcm;
  private final Cipher wrapping;
  private final Cipher unwrapping;
  private final SecretKeySpec aesKey = new SecretKeySpec(new byte[32], "AES");
  private final byte[] nonce = new byte[12];
  private final byte[] source;
  private final ByteBuffer plaintext;
  private final ByteBuffer ciphertext;
  private final ByteBuffer encrypted;
  private final ByteBuffer decrypted;
  private final byte[] window;
  private final byte[] wrapped;
  private final GCMParameterSpec sealedWith;

  private JcaYardstick(Provider provider, Way way, byte[] plaintext, TestPair keys)
      throws GeneralSecurityException {
    this.way = way;
    this.gcm = Cipher.getInstance("AES/GCM/NoPadding", provider);
    this.source = plaintext;
    this.plaintext = buffer(plaintext.length).put(plaintext).flip();
    this.ciphertext = buffer(plaintext.length + TAG_BYTES);
    this.encrypted = buffer(plaintext.length + TAG_BYTES);
    this.decrypted = buffer(plaintext.length);
    this.window = new byte[WINDOW_BYTES + TAG_BYTES];
    Provider rsa = provider.getName().equals("SunJCE") ? null : provider;
    KeyFactory factory =
        rsa == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", rsa);
    this.wrapping =
        oaep(
            provider,
            Cipher.WRAP_MODE,
            factory.generatePublic(new X509EncodedKeySpec(keys.spki())));
    this.unwrapping =
        oaep(
            provider,
            Cipher.UNWRAP_MODE,
            factory.generatePrivate(new PKCS8EncodedKeySpec(keys.pkcs8())));
    this.wrapped = wrap();
    this.sealedWith = freshNonce();
    gcm.init(Cipher.ENCRYPT_MODE, aesKey, sealedWith);
    gcm.doFinal(this.plaintext.duplicate(), ciphertext.clear());
    ciphertext.flip();
  }

  static JcaYardstick of(String backend, byte[] plaintext, TestPair keys)
      throws GeneralSecurityException {
    return switch (backend) {
      case "jdk" ->
          new JcaYardstick(Security.getProvider("SunJCE"), Way.WINDOWS_ON_HEAP, plaintext, keys);
      case "accp" ->
          new JcaYardstick(
              AmazonCorrettoCryptoProvider.INSTANCE, Way.WHOLE_ON_HEAP, plaintext, keys);
      case "conscrypt" ->
          new JcaYardstick(Conscrypt.newProvider(), Way.WHOLE_DIRECT, plaintext, keys);
      case "bcfips" -> new JcaYardstick(BcFips.provider(), Way.WHOLE_ON_HEAP, plaintext, keys);
      default -> throw new IllegalArgumentException("no yardstick for " + backend);
    };
  }

  private ByteBuffer buffer(int size) {
    return way == Way.WHOLE_DIRECT ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  private static Cipher oaep(Provider provider, int mode, Key key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    cipher.init(mode, key, OAEP);
    return cipher;
  }

  /** A counter: providers refuse the same nonce twice. */
  private GCMParameterSpec freshNonce() {
    for (int at = nonce.length - 1; ++nonce[at] == 0; at--) {
      // carried over
    }
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
  }

  @Override
  public Object encrypt() throws GeneralSecurityException {
    gcm.init(Cipher.ENCRYPT_MODE, aesKey, freshNonce());
    return way == Way.WINDOWS_ON_HEAP ? encryptInWindows() : encryptAtOnce();
  }

  private Object encryptAtOnce() throws GeneralSecurityException {
    return gcm.doFinal(plaintext.duplicate(), encrypted.clear());
  }

  private Object encryptInWindows() throws GeneralSecurityException {
    int from = 0;
    for (; source.length - from > WINDOW_BYTES; from += WINDOW_BYTES) {
      gcm.update(source, from, WINDOW_BYTES, window, 0);
    }
    return gcm.doFinal(source, from, source.length - from, window, 0);
  }

  @Override
  public Object decrypt() throws GeneralSecurityException {
    gcm.init(Cipher.DECRYPT_MODE, aesKey, sealedWith);
    return gcm.doFinal(ciphertext.duplicate(), decrypted.clear());
  }

  @Override
  public byte[] wrap() throws GeneralSecurityException {
    return wrapping.wrap(aesKey);
  }

  @Override
  public byte[] unwrap() throws GeneralSecurityException {
    return unwrapping.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
  }
}
