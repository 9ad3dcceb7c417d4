// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.transport.httpclient.HttpClientTransport.TlsPeer;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/** Trusts whom another trust manager trusts, and first tells an observer who that is about. */
final class WatchedTrust extends X509ExtendedTrustManager {

  private static final DefaultHostnameVerifier HOST_NAMES =
      new DefaultHostnameVerifier(PublicSuffixMatcherLoader.getDefault());

  private final X509ExtendedTrustManager trust;
  private final Consumer<TlsPeer> observer;

  private WatchedTrust(X509ExtendedTrustManager trust, Consumer<TlsPeer> observer) {
    this.trust = trust;
    this.observer = observer;
  }

  static TrustManager[] watching(TrustManager[] managers, Consumer<TlsPeer> observer) {
    return Stream.of(managers)
        .map(X509ExtendedTrustManager.class::cast)
        .map(manager -> new WatchedTrust(manager, observer))
        .toArray(TrustManager[]::new);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    observer.accept(peer(chain, authType, ((SSLSocket) socket).getHandshakeSession()));
    trust.checkServerTrusted(chain, authType, socket);
  }

  private TlsPeer peer(X509Certificate[] chain, String authType, SSLSession handshake) {
    return new TlsPeer(
        handshake.getProtocol(),
        handshake.getCipherSuite(),
        chain[0],
        names(chain[0], handshake.getPeerHost()),
        distrust(chain, authType));
  }

  private static boolean names(X509Certificate certificate, String host) {
    try {
      HOST_NAMES.verify(host, certificate);
      return true;
    } catch (SSLException another) {
      return false;
    }
  }

  /** Without a socket the host is not looked at, only who vouches for the certificate. */
  private Optional<String> distrust(X509Certificate[] chain, String authType) {
    try {
      trust.checkServerTrusted(chain, authType);
      return Optional.empty();
    } catch (CertificateException untrusted) {
      return Optional.of(deepest(untrusted));
    }
  }

  private static String deepest(Throwable failure) {
    Throwable cause = CauseChain.of(failure).reduce((above, below) -> below).orElse(failure);
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
