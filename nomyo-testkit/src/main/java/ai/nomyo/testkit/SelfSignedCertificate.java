// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.testkit.machine.PemText;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A fresh key with a certificate that vouches for itself, for HTTPS servers and their clients in
 * tests. Immutable, safe for use by many threads.
 *
 * <p>Made with the {@code keytool} of the running JDK, which takes about a second; a JRE without it
 * is not enough. Nothing of it stays on disk.
 */
public final class SelfSignedCertificate {

  private static final String ALIAS = "server";
  private static final String LOCAL = "san=ip:127.0.0.1,dns:localhost";
  private static final List<String> P256 = List.of("-keyalg", "EC", "-groupname", "secp256r1");

  private final KeyStore store;

  private SelfSignedCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * A certificate for servers on this machine: {@code 127.0.0.1} and {@code localhost}, with a
   * P-256 key. Valid from yesterday for a year.
   */
  public static SelfSignedCertificate create() {
    return new SelfSignedCertificate(Keytool.selfSigned(ALIAS, LOCAL, P256));
  }

  /**
   * The same for other names.
   *
   * @param subjectAlternativeNames {@code ip:} or {@code dns:} and the name, one or more
   */
  public static SelfSignedCertificate forNames(String... subjectAlternativeNames) {
    String names = "san=" + String.join(",", subjectAlternativeNames);
    return new SelfSignedCertificate(Keytool.selfSigned(ALIAS, names, P256));
  }

  /**
   * The same as {@link #create} with a key of another kind.
   *
   * @param keyAlgorithm as {@code keytool -keyalg} has it, such as {@code RSA} or {@code Ed25519}
   */
  public static SelfSignedCertificate withKey(String keyAlgorithm) {
    List<String> key = List.of("-keyalg", keyAlgorithm);
    return new SelfSignedCertificate(Keytool.selfSigned(ALIAS, LOCAL, key));
  }

  /**
   * The same as {@link #create}, but its time is over, and an authority of its own has signed it:
   * the JDK minds no dates of a certificate that is trusted itself.
   */
  public static SelfSignedCertificate expired() {
    return new SelfSignedCertificate(Keytool.expired(ALIAS, LOCAL, P256));
  }

  /** A context for a server that shows this certificate; it trusts nobody in particular. */
  public SSLContext sslContext() {
    return sslContext(null);
  }

  /** The same for a server that trusts only the holder of the other certificate as its client. */
  public SSLContext sslContextTrusting(SelfSignedCertificate client) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, client.store.getCertificate(ALIAS));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return sslContext(trust.getTrustManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot hold a trusted certificate", e);
    }
  }

  private SSLContext sslContext(TrustManager @Nullable [] trust) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, Keytool.STORE_PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot serve TLS", e);
    }
  }

  /**
   * What a client needs to trust such a server: the certificate in PEM, or that of its authority,
   * with LF line ends.
   */
  public String certificatePem() {
    try {
      Certificate[] chain = store.getCertificateChain(ALIAS);
      return PemText.of("CERTIFICATE", chain[chain.length - 1].getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate has no encoding", e);
    }
  }

  /** The private key in PEM: PKCS#8 without a password, with LF line ends. */
  public String privateKeyPem() {
    try {
      return PemText.of(
          "PRIVATE KEY", store.getKey(ALIAS, Keytool.STORE_PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key has no encoding", e);
    }
  }

  /** The public key's {@code SubjectPublicKeyInfo} in DER, of which a TLS pin is the SHA-256. */
  public byte[] subjectPublicKeyInfo() {
    try {
      return store.getCertificate(ALIAS).getPublicKey().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate is not there", e);
    }
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "SelfSignedCertificate";
  }
}
