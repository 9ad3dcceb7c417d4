// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What may be wrong with a server's certificate; the most telling comes first. */
enum CertificateFlaw {
  EXPIRED("the certificate has expired", CertificateExpiredException.class::isInstance),
  EARLY("the certificate is not valid yet", CertificateNotYetValidException.class::isInstance),
  OF_ANOTHER(
      "the certificate is not for this host name",
      cause -> cause instanceof SSLPeerUnverifiedException || isAboutTheName(cause)),
  UNTRUSTED(
      "the certificate is not trusted",
      cause ->
          cause instanceof CertificateException
              || cause instanceof CertPathBuilderException
              || cause instanceof CertPathValidatorException);

  private final String reason;
  private final Predicate<Throwable> shows;

  CertificateFlaw(String reason, Predicate<Throwable> shows) {
    this.reason = reason;
    this.shows = shows;
  }

  /** In words, without a word of the certificate's own. */
  static Optional<String> in(Throwable failure) {
    return Stream.of(values())
        .filter(flaw -> CauseChain.of(failure).anyMatch(flaw.shows))
        .map(flaw -> flaw.reason)
        .findFirst();
  }

  // Java has no type for it: these are the words of the JDK and of Bouncy Castle.
  private static boolean isAboutTheName(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause.getClass() == CertificateException.class
        && (message.startsWith("No subject alternative") || message.startsWith("No name "));
  }
}
