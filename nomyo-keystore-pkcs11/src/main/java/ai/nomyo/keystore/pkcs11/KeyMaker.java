// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes pairs in a token. The JDK keeps a private key there only with a certificate beside it, so
 * the token signs one for itself; nobody ever looks at it but for its public key.
 */
final class KeyMaker {

  /** "No well-defined expiration date" (RFC 5280, section 4.1.2.5). */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private static final int SERIAL_BITS = 64;

  private final Provider provider;
  private final SecureRandom random = new SecureRandom();

  KeyMaker(Provider provider) {
    this.provider = provider;
  }

  /** Makes a pair that stays only when its certificate is there, too. */
  void make(String label, int sizeBits, KeyStore entries)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
    generator.initialize(sizeBits);
    KeyPair pair = generator.generateKeyPair();
    entries.setKeyEntry(
        label, pair.getPrivate(), null, new Certificate[] {certificate(label, pair)});
  }

  private Certificate certificate(String label, KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException {
    X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, label).build();
    X509v3CertificateBuilder certificate =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
            Date.from(Instant.now()),
            Date.from(NEVER),
            name,
            pair.getPublic());
    return new JcaX509CertificateConverter()
        .getCertificate(
            certificate.build(
                new JcaContentSignerBuilder("SHA256withRSA")
                    .setProvider(provider)
                    .build(pair.getPrivate())));
  }
}
