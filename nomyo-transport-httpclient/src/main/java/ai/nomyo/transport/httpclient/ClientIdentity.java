// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A certificate that a client shows to servers that ask for one, and the key that proves it. */
final class ClientIdentity {

  private static final String ALLOWED =
      "the certificate's RSA, EC or Ed25519 key in PEM as PKCS#8 without a password, as written by"
          + " openssl pkcs8 -topk8 -nocrypt";

  /** Not nothing, which the JDK's EdDSA signs but does not verify. */
  private static final byte PROBE = 1;

  private ClientIdentity() {}

  /**
   * @param certificatePem the client's own certificate first, then those up to an authority
   */
  static KeyManager[] in(Path certificatePem, Path keyPem) {
    List<X509Certificate> chain = Certificates.in(certificatePem, "client certificate");
    PublicKey certified = chain.get(0).getPublicKey();
    PrivateKey key = key(keyPem, certified.getAlgorithm());
    if (!belongs(key, certified)) {
      throw unusable(keyPem, "the key of another certificate");
    }
    return managers(key, chain);
  }

  private static PrivateKey key(Path file, String algorithm) {
    try (SecretBytes text = SecretMemory.onHeap().take(Files.readAllBytes(file));
        Pem pem = Pem.read(text, SecretMemory.onHeap())) {
      if (!pem.label().equals(Pem.PRIVATE_KEY)) {
        throw unusable(file, "a PEM block of another kind, " + pem.label());
      }
      return decoded(pem.der(), algorithm);
    } catch (IOException e) {
      throw unusable(file, "a file that cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (MalformedPemException e) {
      throw unusable(file, "something else: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw unusable(file, "a key that is broken or not of the certificate's algorithm");
    }
  }

  private static PrivateKey decoded(SecretBytes pkcs8, String algorithm)
      throws GeneralSecurityException {
    byte[] der = new byte[pkcs8.size()];
    pkcs8.lend().get(der);
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static boolean belongs(PrivateKey key, PublicKey certified) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(certified));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signatureAlgorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "EdDSA";
    };
  }

  private static KeyManager[] managers(PrivateKey key, List<X509Certificate> chain) {
    char[] none = {};
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", key, none, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, none);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot hold a client's certificate", e);
    }
  }

  private static InvalidInputException unusable(Path file, String given) {
    return new InvalidInputException("client key " + file, given, ALLOWED);
  }
}
