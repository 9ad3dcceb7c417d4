// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.net.URI;
import java.util.Locale;

/** A proxy's address. */
record ProxyServer(Protocol protocol, String host, int port) {

  enum Protocol {
    HTTP,
    SOCKS5
  }

  private static final String NAME = "proxy";
  private static final String ALLOWED = "http://HOST:PORT or socks5://HOST:PORT";

  static ProxyServer of(URI uri) {
    if (uri.toString().contains("@")) {
      throw new InvalidInputException(
          NAME, "a URI with credentials", ALLOWED + ", and credentials beside it");
    }
    if (uri.getHost() == null || uri.getPort() < 1 || !withoutMore(uri)) {
      throw new InvalidInputException(NAME, uri.toString(), ALLOWED);
    }
    return new ProxyServer(protocol(uri), host(uri), uri.getPort());
  }

  private static boolean withoutMore(URI uri) {
    String path = uri.getRawPath();
    return (path.isEmpty() || path.equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static Protocol protocol(URI uri) {
    return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
      case "http" -> Protocol.HTTP;
      case "socks5" -> Protocol.SOCKS5;
      default -> throw new InvalidInputException(NAME, uri.toString(), ALLOWED);
    };
  }

  /** Without the brackets of an IPv6 address. */
  private static String host(URI uri) {
    return uri.getHost().replaceAll("[\\[\\]]", "");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
