// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** RSA keys of {@link JdkCipher}. */
final class JdkRsaKeys implements RsaKeys {

  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  record Public(RSAPublicKey key) implements SealingKey {

    byte[] wrap(SecretKey aesKey) throws GeneralSecurityException {
      Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
      rsa.init(Cipher.WRAP_MODE, key, OAEP);
      return rsa.wrap(aesKey);
    }

    @Override
    public int sizeBits() {
      return key.getModulus().bitLength();
    }

    @Override
    public Bytes spki() {
      return Bytes.copyOf(key.getEncoded());
    }

    @Override
    public Bytes fingerprint() {
      try {
        return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("every JDK has SHA-256", impossible);
      }
    }
  }

  static final class Private implements OpeningKey {

    private final Public publicHalf;
    private volatile @Nullable RSAPrivateCrtKey key;

    Private(RSAPrivateCrtKey key) throws GeneralSecurityException {
      this.key = key;
      this.publicHalf =
          new Public(
              (RSAPublicKey)
                  KeyFactory.getInstance("RSA")
                      .generatePublic(
                          new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
    }

    SecretKey unwrap(byte[] wrapped) throws GeneralSecurityException {
      Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
      rsa.init(Cipher.UNWRAP_MODE, open(), OAEP);
      return (SecretKey) rsa.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
    }

    private RSAPrivateCrtKey open() throws InvalidKeyException {
      RSAPrivateCrtKey present = key;
      if (present == null) {
        throw new InvalidKeyException("the key is closed");
      }
      return present;
    }

    @Override
    public int sizeBits() {
      return publicHalf.sizeBits();
    }

    @Override
    public Bytes spki() {
      return publicHalf.spki();
    }

    @Override
    public void close() {
      key = null;
    }
  }

  @Override
  public OpeningKey generate(int sizeBits) throws CipherException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(sizeBits);
      return new Private((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException | InvalidParameterException refused) {
      throw new CipherException("the JDK makes no RSA key of " + sizeBits + " bits", refused);
    }
  }

  @Override
  public OpeningKey readPrivate(SecretBytes pkcs8) throws CipherException {
    ByteBuffer der = pkcs8.lend();
    byte[] copy = new byte[der.remaining()];
    der.get(copy);
    try {
      return new Private(
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(copy)));
    } catch (GeneralSecurityException | ClassCastException refused) {
      throw new CipherException("no RSA key in PKCS#8", refused);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) throws CipherException {
    try {
      return SecretBytes.owning(((Private) key).open().getEncoded());
    } catch (GeneralSecurityException closed) {
      throw new CipherException("the key is closed", closed);
    }
  }

  @Override
  public SealingKey readPublic(Bytes spki) throws CipherException {
    try {
      return new Public(
          (RSAPublicKey)
              KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki.toArray())));
    } catch (GeneralSecurityException | ClassCastException refused) {
      throw new CipherException("no RSA key", refused);
    }
  }
}
