// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads X.509 certificates in PEM. */
final class Certificates {

  private Certificates() {}

  /**
   * All certificates of a file, one at least.
   *
   * @param name what the file is called in an error
   */
  static List<X509Certificate> in(Path pem, String name) {
    List<X509Certificate> certificates = read(pem, name);
    if (certificates.isEmpty()) {
      throw unusable(pem, name, "a file without a certificate");
    }
    return certificates;
  }

  private static List<X509Certificate> read(Path pem, String name) {
    try {
      InputStream content = new ByteArrayInputStream(Files.readAllBytes(pem));
      return CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException e) {
      throw unusable(
          pem, name, "a file that cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (CertificateException e) {
      throw unusable(pem, name, "a file with something else than certificates");
    }
  }

  private static InvalidInputException unusable(Path pem, String name, String given) {
    return new InvalidInputException(
        name + " " + pem, given, "one or more X.509 certificates in PEM");
  }
}
