// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.DerReader;
import ai.nomyo.core.pkcs8.DerReader.MalformedDerException;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Makes and reads RSA keys with a provider's factories. */
final class JcaRsaKeys implements RsaKeys {

  private static final String RSA = "RSA";
  private static final String SHA_256 = "SHA-256";

  /** RFC 8017, appendix C. */
  private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";

  private final JcaProviders providers;
  private final Provider factories;
  private final Provider generators;
  private final SecureRandom random;
  private final ThreadMode mode;

  JcaRsaKeys(JcaProviders providers, SecureRandom random, ThreadMode mode) {
    this.providers = providers;
    this.mode = mode;
    this.factories =
        providers.require("KeyFactory RSA", offer -> KeyFactory.getInstance(RSA, offer));
    this.generators =
        providers.require(
            "KeyPairGenerator RSA", offer -> KeyPairGenerator.getInstance(RSA, offer));
    this.random = random;
  }

  Provider generators() {
    return generators;
  }

  Provider factories() {
    return factories;
  }

  @Override
  public OpeningKey generate(int sizeBits) throws CipherException {
    mode.require();
    try {
      return ProviderCall.checked(() -> generated(sizeBits));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("cannot make an RSA key of " + sizeBits + " bits", refused);
    }
  }

  private OpeningKey generated(int sizeBits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA, generators);
    generator.initialize(new RSAKeyGenParameterSpec(sizeBits, RSAKeyGenParameterSpec.F4), random);
    KeyPair pair = generator.generateKeyPair();
    return new JcaOpeningKey(this, pair.getPrivate(), (RSAPublicKey) pair.getPublic());
  }

  /** Without a cause: a parser's complaint could quote the key. */
  @Override
  public OpeningKey readPrivate(SecretBytes pkcs8) throws CipherException {
    mode.require();
    try {
      return ProviderCall.checked(() -> privateKeyIn(pkcs8));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("not an unencrypted RSA private key in PKCS#8", null);
    }
  }

  private OpeningKey privateKeyIn(SecretBytes pkcs8) throws GeneralSecurityException {
    requirePlainRsa(pkcs8.lend());
    KeyFactory factory = KeyFactory.getInstance(RSA, factories);
    try (LentPkcs8 lent = new LentPkcs8(pkcs8)) {
      RSAPrivateCrtKey key = rsa(factory.generatePrivate(lent), RSAPrivateCrtKey.class);
      RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return new JcaOpeningKey(this, key, rsa(factory.generatePublic(half), RSAPublicKey.class));
    }
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) throws CipherException {
    mode.require();
    byte[] pkcs8 =
        privateKey(key)
            .map(PrivateKey::getEncoded)
            .orElseThrow(
                () -> new CipherException("the key is another cipher's or has no encoding", null));
    return memory.take(pkcs8);
  }

  @Override
  public SealingKey readPublic(Bytes spki) throws CipherException {
    mode.require();
    try {
      return ProviderCall.checked(() -> publicKeyIn(spki));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("not an RSA public key in SPKI", refused);
    }
  }

  private SealingKey publicKeyIn(Bytes spki) throws GeneralSecurityException {
    requirePlainRsa(ByteBuffer.wrap(spki.toArray()));
    Key key =
        KeyFactory.getInstance(RSA, factories)
            .generatePublic(new X509EncodedKeySpec(spki.toArray()));
    return new JcaSealingKey(this, rsa(key, RSAPublicKey.class));
  }

  /**
   * The JDK overlooks bytes after a key. BC-FIPS takes a key that is marked as one for RSASSA-PSS
   * signatures for a plain one.
   */
  private static void requirePlainRsa(ByteBuffer der) throws InvalidKeyException {
    try {
      if (!RSA_ENCRYPTION.equals(algorithm(der))) {
        throw new InvalidKeyException("not a plain RSA key");
      }
    } catch (MalformedDerException malformed) {
      throw new InvalidKeyException("not one element of DER");
    }
  }

  /**
   * Of a {@code PrivateKeyInfo}, which begins with its version, or a public key, which does not.
   */
  private static String algorithm(ByteBuffer der) throws MalformedDerException {
    DerReader file = new DerReader(der);
    DerReader info = file.sequence();
    file.end();
    if (info.nextIs(DerReader.INTEGER)) {
      info.natural();
    }
    return info.sequence().objectIdentifier();
  }

  /** Looked for only now, because who pins no key needs none. */
  Bytes sha256(Bytes spki) throws CipherException {
    mode.require();
    Provider digests =
        providers
            .find(offer -> MessageDigest.getInstance(SHA_256, offer))
            .orElseThrow(() -> new CipherException("no provider has " + SHA_256, null));
    try {
      return Bytes.copyOf(
          ProviderCall.checked(
              () -> MessageDigest.getInstance(SHA_256, digests).digest(spki.toArray())));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the provider's " + SHA_256 + " fails", refused);
    }
  }

  /** The key behind a handle, unless that is closed or not of this object's making. */
  Optional<PrivateKey> privateKey(OpeningKey key) {
    return key instanceof JcaOpeningKey own && own.isOf(this) ? own.privateKey() : Optional.empty();
  }

  /** The key behind a handle, unless that is not of this object's making. */
  Optional<RSAPublicKey> publicKey(SealingKey key) {
    return key instanceof JcaSealingKey own && own.isOf(this)
        ? Optional.of(own.publicKey())
        : Optional.empty();
  }

  /** Some providers read RSASSA-PSS keys as well, which are meant for signatures alone. */
  private static <T extends Key> T rsa(Key key, Class<T> kind) throws InvalidKeyException {
    if (!kind.isInstance(key) || !RSA.equals(key.getAlgorithm())) {
      throw new InvalidKeyException("not a plain RSA key");
    }
    return kind.cast(key);
  }
}
