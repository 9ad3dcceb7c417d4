package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server. */
final class TrustedAuthorities {

  private TrustedAuthorities() {}

  /** The JVM's trust store, not its default context: that one any code may have replaced. */
  static SSLContext ofJvm() {
    return context(null);
  }

  static SSLContext only(Path pem) {
    Collection<? extends Certificate> certificates = read(pem);
    if (certificates.isEmpty()) {
      throw unusable(pem, "a file without a certificate");
    }
    return context(trusting(certificates));
  }

  private static Collection<? extends Certificate> read(Path pem) {
    try {
      InputStream content = new ByteArrayInputStream(Files.readAllBytes(pem));
      return CertificateFactory.getInstance("X.509").generateCertificates(content);
    } catch (IOException e) {
      throw unusable(pem, "a file that cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (CertificateException e) {
      throw unusable(pem, "a file with something else than certificates");
    }
  }

  private static InvalidInputException unusable(Path pem, String given) {
    return new InvalidInputException(
        "CA file " + pem, given, "one or more X.509 certificates in PEM");
  }

  private static TrustManager[] trusting(Collection<? extends Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + count++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot hold trusted certificates", e);
    }
  }

  private static SSLContext context(TrustManager @Nullable [] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }
}
