// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where connections on the way to a router go.
 *
 * @param proxy whether that is a proxy, and not the router itself
 */
record NextHop(String host, int port, boolean proxy) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  static NextHop to(URI router, Optional<InetSocketAddress> proxy) {
    return proxy
        .map(way -> new NextHop(way.getHostString(), way.getPort(), true))
        .orElseGet(() -> new NextHop(router.getHost(), port(router), false));
  }

  private static int port(URI router) {
    if (router.getPort() >= 0) {
      return router.getPort();
    }
    return isSecure(router) ? HTTPS : HTTP;
  }

  /** Whether TLS is spoken with this router. */
  static boolean isSecure(URI router) {
    return "https".equalsIgnoreCase(router.getScheme());
  }

  /** What the steps before TLS are about. */
  String role() {
    return proxy ? "the proxy" : "the router";
  }
}
