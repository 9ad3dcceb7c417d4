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
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA keys on the JDK's own provider. */
final class TestRsaKeys implements RsaKeys {

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
      throw new UnsupportedOperationException();
    }
  }

  static final class Private implements OpeningKey {

    private final RSAPrivateCrtKey key;
    private final boolean exportable;
    private boolean closed;

    Private(RSAPrivateCrtKey key, boolean exportable) {
      this.key = key;
      this.exportable = exportable;
    }

    SecretKey unwrap(byte[] wrapped) throws GeneralSecurityException {
      Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
      rsa.init(Cipher.UNWRAP_MODE, key, OAEP);
      return (SecretKey) rsa.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
    }

    /** The same key as one in a token would be: without an encoding. */
    Private withoutEncoding() {
      return new Private(key, false);
    }

    boolean closed() {
      return closed;
    }

    @Override
    public int sizeBits() {
      return key.getModulus().bitLength();
    }

    @Override
    public Bytes spki() {
      try {
        return Bytes.copyOf(
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                .getEncoded());
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Override
  public OpeningKey generate(int sizeBits) throws CipherException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(sizeBits);
      return new Private((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate(), true);
    } catch (GeneralSecurityException refused) {
      throw new CipherException("refused", refused);
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
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(copy)),
          true);
    } catch (GeneralSecurityException refused) {
      throw new CipherException("no RSA key", refused);
    }
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) throws CipherException {
    Private own = (Private) key;
    if (!own.exportable) {
      throw new CipherException("the key has no encoding", null);
    }
    return SecretBytes.owning(own.key.getEncoded());
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
