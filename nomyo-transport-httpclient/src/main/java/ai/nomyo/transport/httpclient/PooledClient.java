// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;

/** HttpClient, rid of everything that would change, repeat or remember an exchange. */
final class PooledClient {

  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private PooledClient() {}

  static CloseableHttpClient open(
      TlsSocketStrategy tls, ProxyRoutes routes, int maxConnections, Duration idleTimeout) {
    return HttpClientBuilder.create()
        .setConnectionManager(new TimedConnections(pool(tls, routes, maxConnections), idleTimeout))
        .setRequestExecutor(new GatedSender())
        .setRoutePlanner(routes.planner())
        .setUserAgent("nomyo-java/" + version())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        // A pooled connection belongs to nobody: no identity of its user is kept with it.
        .disableConnectionState()
        .build();
  }

  private static PoolingHttpClientConnectionManager pool(
      TlsSocketStrategy tls, ProxyRoutes routes, int maxConnections) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(maxConnections)
        .setMaxConnPerRoute(maxConnections)
        .setTlsSocketStrategy(tls)
        .setDefaultConnectionConfig(checkedBeforeReuse())
        .setSocketConfigResolver(route -> routes.sockets(route.getTargetHost()))
        .setDnsResolver(routes.resolver())
        .setConnectionFactory(SilentConnection.factory())
        .build();
  }

  /** Checks host names itself as well: the trust of a given context may not. */
  static TlsSocketStrategy strict(SSLContext tls) {
    return new DefaultClientTlsStrategy(
        tls,
        TLS_VERSIONS,
        null,
        SSLBufferMode.STATIC,
        HostnameVerificationPolicy.BOTH,
        HttpsSupport.getDefaultHostnameVerifier());
  }

  private static ConnectionConfig checkedBeforeReuse() {
    return ConnectionConfig.custom()
        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
        .build();
  }

  /** The version that this was built as. */
  private static String version() {
    try (InputStream version = PooledClient.class.getResourceAsStream("version.txt")) {
      return version == null
          ? "dev"
          : new String(version.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
