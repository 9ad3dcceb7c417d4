// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.nomyo.core.port.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What TLS providers throw, and what it comes to. */
final class HandshakeExceptionTest {

  private static final String LOST = "the connection was lost during the TLS handshake";

  @TestFactory
  Stream<DynamicTest> connectionThatBreaks_isTheNetworksFailure() {
    return Stream.of(
            new SocketException("Connection reset"),
            new EOFException(),
            causedBy(new SSLHandshakeException("terminated"), new EOFException()),
            causedBy(
                new SSLException("readHandshakeRecord"),
                causedBy(new SSLException("more"), new SocketException("Broken pipe"))))
        .map(failure -> test(Kind.CONNECT, LOST, failure));
  }

  @TestFactory
  Stream<DynamicTest> flawOfTheCertificate_isNamed() {
    return Stream.of(
        tls("the certificate has expired", refusal(new CertificateExpiredException("canary"))),
        tls(
            "the certificate is not valid yet",
            refusal(new CertificateNotYetValidException("canary"))),
        tls(
            "the certificate is not trusted",
            causedBy(new SSLHandshakeException("PKIX"), new CertPathBuilderException("canary"))),
        tls(
            "the certificate is not trusted",
            causedBy(new IOException("another provider's"), new CertificateException("canary"))),
        tls("the certificate is not for this host name", new SSLPeerUnverifiedException("canary")),
        tls(
            "the certificate is not for this host name",
            causedBy(
                new SSLHandshakeException("No name"),
                new CertificateException("No name matching canary found"))));
  }

  private static Exception refusal(Exception why) {
    return causedBy(
        new SSLHandshakeException("PKIX"), new CertPathValidatorException("validation", why));
  }

  @Test
  void networkAskedInVainAboutACertificate_isNoLostConnection() {
    assertEquals(
        Kind.TLS, HandshakeException.of(refusal(new SocketException("Connection reset"))).kind());
  }

  @TestFactory
  Stream<DynamicTest> whatThisJvmLacks_isNotBlamedOnTheServerOrTheNetwork() {
    return Stream.of(new EOFException(), new CertificateException("canary"))
        .map(local -> tls("nothing to trust", new TlsSetUpException("nothing to trust", local)));
  }

  @TestFactory
  Stream<DynamicTest> anythingElse_isAFailureOfTls() {
    return Stream.of(
            new SSLHandshakeException("Received fatal alert: handshake_failure"),
            new IOException("another provider's"),
            new IllegalStateException("an unchecked one"))
        .map(failure -> tls("the TLS handshake failed", failure));
  }

  @Test
  void anotherKeyThanThePinned_isAKindOfItsOwn() {
    Exception mismatch = new TlsPinMismatchException("seen", List.of("pinned"));
    HandshakeException failure = HandshakeException.of(mismatch);

    assertEquals(Kind.TLS_PIN, failure.kind());
    assertEquals(mismatch.getMessage(), failure.getMessage());
  }

  private static DynamicTest tls(String reason, Exception thrown) {
    return test(Kind.TLS, reason, thrown);
  }

  private static DynamicTest test(Kind kind, String reason, Exception thrown) {
    return DynamicTest.dynamicTest(
        thrown.toString(),
        () -> {
          HandshakeException failure = HandshakeException.of(thrown);
          assertEquals(kind, failure.kind());
          assertEquals(reason, failure.getMessage());
          assertSame(thrown, failure.getCause());
          assertFalse(failure.getMessage().contains("canary"));
        });
  }

  private static <E extends Exception> E causedBy(E failure, Exception cause) {
    failure.initCause(cause);
    return failure;
  }
}
