// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a client comes to the router, and how it recognises it. */
final class WayOptions {

  @Option(names = "--allow-http", description = "Accept a plain http URL, as on loopback.")
  private boolean allowHttp;

  @Mixin private TlsAndProxyOptions tlsAndProxy;

  @Option(
      names = "--pin",
      paramLabel = "SHA256",
      description =
          "Accept only the router key with this fingerprint: hexadecimal digits, with or without"
              + " colons, or sha256/BASE64; repeat for several keys (default: any key).")
  private List<String> pins = new ArrayList<>();

  /** The settings of a transport that goes this way. */
  HttpClientTransport.Builder transport(Shell shell) {
    return tlsAndProxy.transport(shell);
  }

  /** A builder for a client that goes this way. */
  ClientBuilder builder(Transport transport) {
    ClientBuilder builder = Nomyo.client().allowHttp(allowHttp).transport(transport);
    pins.forEach(builder::serverKeyPin);
    return builder;
  }

  /** The router with this URL, which such a client would accept. */
  RouterAddress router(String url) {
    return RouterAddress.of(url, allowHttp);
  }

  boolean havePins() {
    return !pins.isEmpty();
  }
}
