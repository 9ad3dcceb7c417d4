// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.server.RouterAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Goes the way to a router step by step, until one fails. */
final class NetworkCheckup {

  private final Shell shell;
  private final WayOptions way;
  private final Duration limit;

  /**
   * @param limit of each step
   */
  NetworkCheckup(Shell shell, WayOptions way, Duration limit) {
    this.shell = shell;
    this.way = way;
    this.limit = limit;
  }

  /** Sends nothing but the question for the router's key. */
  NetworkReport of(String url) {
    try (RecordedTransport exchange = new RecordedTransport(way.transport(shell));
        SecureCompletionClient client = client(url, exchange)) {
      RouterAddress router = way.router(url);
      NextHop hop = NextHop.to(router.base(), exchange.proxyTo(router.base()));
      return new NetworkReport(router, hop.proxy(), findings(router.base(), hop, client, exchange));
    }
  }

  private SecureCompletionClient client(String url, RecordedTransport exchange) {
    return way.builder(exchange)
        .baseUrl(url)
        .timeouts(new Timeouts(limit, limit))
        .buildProtocolClient();
  }

  private List<Finding> findings(
      URI router, NextHop hop, SecureCompletionClient client, RecordedTransport exchange) {
    DnsCheck dns = lookUp(hop);
    if (dns.finding().failure().isPresent()) {
      return List.of(dns.finding());
    }
    Finding tcp = connect(hop, dns.addresses());
    if (tcp.failure().isPresent()) {
      return List.of(dns.finding(), tcp);
    }
    KeyFetch fetch = fetch(client, exchange);
    return List.of(
        dns.finding(),
        tcp,
        TlsCheck.of(router, fetch),
        KeyFetchCheck.of(router, fetch),
        KeyCheck.of(fetch, way.havePins()),
        ClockCheck.of(exchange));
  }

  private DnsCheck lookUp(NextHop hop) {
    return Spinner.during(shell, "looking up " + hop.host(), () -> DnsCheck.of(hop, limit));
  }

  private Finding connect(NextHop hop, List<InetAddress> addresses) {
    return Spinner.during(
        shell, "connecting to " + hop.host(), () -> TcpCheck.of(hop, addresses, limit));
  }

  private KeyFetch fetch(SecureCompletionClient client, RecordedTransport exchange) {
    return Spinner.during(shell, "fetching the router's key", () -> KeyFetch.by(client, exchange));
  }
}
