// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.transport.httpclient.ProxyServer.Protocol;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Which way exchanges take: to the server itself, or through a proxy. */
final class ProxyRoutes {

  private final Optional<ProxyServer> proxy;
  private final DirectHosts direct;
  private final Optional<ProxyCredentials> credentials;

  ProxyRoutes(
      Optional<ProxyServer> proxy, DirectHosts direct, Optional<ProxyCredentials> credentials) {
    this.proxy = proxy;
    this.direct = direct;
    this.credentials = credentials;
  }

  /** The proxy on the way to that server. */
  Optional<ProxyServer> to(URI server) {
    return to(HttpHost.create(server));
  }

  private Optional<ProxyServer> to(HttpHost server) {
    int port = DefaultSchemePortResolver.INSTANCE.resolve(server);
    return proxy.filter(any -> !direct.include(server.getHostName(), port));
  }

  /** Whether TLS begins behind a proxy only, which is asked for a tunnel in plain HTTP. */
  boolean tunnelTo(URI server) {
    return "https".equalsIgnoreCase(server.getScheme())
        && httpProxyTo(HttpHost.create(server)) != null;
  }

  private @Nullable HttpHost httpProxyTo(HttpHost server) {
    return to(server)
        .filter(way -> way.protocol() == Protocol.HTTP)
        .map(way -> new HttpHost("http", way.host(), way.port()))
        .orElse(null);
  }

  HttpRoutePlanner planner() {
    return new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE) {
      @Override
      protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        return httpProxyTo(target);
      }
    };
  }

  /** Tells an HTTP proxy its credentials; a server never gets them. */
  void authenticate(HttpClientContext context, URI server) {
    HttpHost http = httpProxyTo(HttpHost.create(server));
    if (http != null) {
      credentials.ifPresent(known -> context.setAuthExchange(http, known.exchange()));
    }
  }

  private boolean throughSocks(HttpHost server) {
    return to(server).filter(way -> way.protocol() == Protocol.SOCKS5).isPresent();
  }

  /**
   * The sockets to that server. No read has a limit of its own, which would be three minutes: the
   * exchange has one.
   */
  SocketConfig sockets(HttpHost server) {
    SocketConfig.Builder sockets = SocketConfig.custom().setSoTimeout(Timeout.DISABLED);
    if (throughSocks(server)) {
      sockets.setSocksProxyAddress(unresolved(proxy.orElseThrow()));
    }
    return sockets.build();
  }

  private static InetSocketAddress unresolved(ProxyServer socks) {
    return InetSocketAddress.createUnresolved(socks.host(), socks.port());
  }

  /** Leaves the names of servers behind a SOCKS proxy to the proxy. */
  DnsResolver resolver() {
    return new SystemDefaultDnsResolver() {
      @Override
      public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return throughSocks(new HttpHost(host, port))
            ? List.of(InetSocketAddress.createUnresolved(host, port))
            : super.resolve(host, port);
      }
    };
  }

  void erase() {
    credentials.ifPresent(ProxyCredentials::erase);
  }
}
