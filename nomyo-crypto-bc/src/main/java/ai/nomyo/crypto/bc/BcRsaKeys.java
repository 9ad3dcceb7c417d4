// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.Pkcs1;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Makes and reads RSA keys. Bouncy Castle reports bad input with runtime exceptions of many kinds,
 * so all of them are caught where it is called.
 */
final class BcRsaKeys implements RsaKeys {

  private static final BigInteger F4 = BigInteger.valueOf(65537);

  /** A factor is composite with a probability of at most 2 to the minus that. */
  private static final int CERTAINTY = 144;

  private final SecureRandom random;

  BcRsaKeys(SecureRandom random) {
    this.random = random;
  }

  @Override
  public OpeningKey generate(int sizeBits) throws CipherException {
    try {
      RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
      generator.init(new RSAKeyGenerationParameters(F4, random, sizeBits, CERTAINTY));
      return handle((RSAPrivateCrtKeyParameters) generator.generateKeyPair().getPrivate());
    } catch (IOException | RuntimeException refused) {
      throw new CipherException("cannot make an RSA key of " + sizeBits + " bits", refused);
    }
  }

  /** Without a cause: a parser's complaint could quote the key. */
  @Override
  public OpeningKey readPrivate(SecretBytes pkcs8) throws CipherException {
    try (LentArrays der = new LentArrays(pkcs8)) {
      return handle(parsed(PrivateKeyInfo.getInstance(der.next())));
    } catch (IOException | RuntimeException refused) {
      throw new CipherException("not an unencrypted RSA private key in PKCS#8", null);
    }
  }

  private static RSAPrivateCrtKeyParameters parsed(PrivateKeyInfo info) throws IOException {
    try {
      requireRsa(info.getPrivateKeyAlgorithm());
      return (RSAPrivateCrtKeyParameters) PrivateKeyFactory.createKey(info);
    } finally {
      erase(info);
    }
  }

  private static OpeningKey handle(RSAPrivateCrtKeyParameters key) throws IOException {
    return new BcOpeningKey(
        key, spki(new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent())));
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) throws CipherException {
    RSAPrivateCrtKeyParameters own =
        privateKey(key)
            .orElseThrow(() -> new CipherException("the key is another cipher's or closed", null));
    try (SecretBytes pkcs1 = SecretDer.of(numbers(own), memory)) {
      return Pkcs1.toPkcs8(pkcs1, memory);
    } catch (IOException | RuntimeException refused) {
      throw new CipherException("the private key cannot be written", null);
    }
  }

  private static RSAPrivateKey numbers(RSAPrivateCrtKeyParameters key) {
    return new RSAPrivateKey(
        key.getModulus(),
        key.getPublicExponent(),
        key.getExponent(),
        key.getP(),
        key.getQ(),
        key.getDP(),
        key.getDQ(),
        key.getQInv());
  }

  /** The object hands out the array it holds. */
  static void erase(PrivateKeyInfo info) {
    Arrays.fill(info.getPrivateKey().getOctets(), (byte) 0);
  }

  @Override
  public SealingKey readPublic(Bytes spki) throws CipherException {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(spki.toArray());
      requireRsa(info.getAlgorithm());
      RSAKeyParameters key = (RSAKeyParameters) PublicKeyFactory.createKey(info);
      return new BcSealingKey(key, spki(key));
    } catch (IOException | RuntimeException refused) {
      throw new CipherException("not an RSA public key in SPKI", refused);
    }
  }

  /** Keys for RSASSA-PSS or RSAES-OAEP carry restrictions that would be lost here. */
  private static void requireRsa(AlgorithmIdentifier algorithm) {
    if (!PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())) {
      throw new IllegalArgumentException("not a plain RSA key");
    }
  }

  private static Bytes spki(RSAKeyParameters key) throws IOException {
    return Bytes.copyOf(
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded(ASN1Encoding.DER));
  }

  /** The key behind a handle, unless that is closed or another cipher's. */
  static Optional<RSAPrivateCrtKeyParameters> privateKey(OpeningKey key) {
    return key instanceof BcOpeningKey own ? own.privateKey() : Optional.empty();
  }

  /** The key behind a handle, unless that is another cipher's. */
  static Optional<RSAKeyParameters> publicKey(SealingKey key) {
    return key instanceof BcSealingKey own ? Optional.of(own.publicKey()) : Optional.empty();
  }
}
