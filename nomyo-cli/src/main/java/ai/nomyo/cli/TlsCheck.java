// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.json.JsonObject;
import ai.nomyo.transport.httpclient.HttpClientTransport.TlsPeer;
import java.net.URI;

/** The third step: what the router shows of itself, and what the transport makes of it. */
final class TlsCheck {

  private TlsCheck() {}

  static Finding of(URI router, KeyFetch fetch) {
    if (!NextHop.isSecure(router)) {
      return Finding.skipped(NetworkStep.TLS, "not used: plain http");
    }
    return fetch
        .exchange()
        .peer()
        .map(peer -> of(fetch, facts(peer), text(router, peer)))
        .orElseGet(() -> failed(fetch, JsonObject.empty()));
  }

  private static Finding of(KeyFetch fetch, JsonObject facts, String text) {
    return fetch.endedInTls()
        ? failed(fetch, facts).with(text)
        : Finding.passed(NetworkStep.TLS, text, facts);
  }

  private static Finding failed(KeyFetch fetch, JsonObject facts) {
    return Finding.failed(NetworkStep.TLS, fetch.failure().orElseThrow(), facts);
  }

  private static String text(URI router, TlsPeer peer) {
    return String.join(
        ", ",
        peer.protocol(),
        peer.cipherSuite(),
        "certificate of " + subject(peer),
        "issued by " + issuer(peer),
        "expires " + expiry(peer),
        (peer.namesHost() ? "is for " : "is not for ") + router.getHost(),
        peer.distrust().map(reason -> "not trusted (" + reason + ")").orElse("trusted"));
  }

  private static JsonObject facts(TlsPeer peer) {
    JsonObject.Builder facts =
        JsonObject.builder()
            .put("protocol", peer.protocol())
            .put("cipher_suite", peer.cipherSuite())
            .put("subject", subject(peer))
            .put("issuer", issuer(peer))
            .put("expires", expiry(peer))
            .put("names_host", peer.namesHost())
            .put("trusted", peer.distrust().isEmpty());
    peer.distrust().ifPresent(reason -> facts.put("distrust", reason));
    return facts.build();
  }

  private static String subject(TlsPeer peer) {
    return peer.certificate().getSubjectX500Principal().getName();
  }

  private static String issuer(TlsPeer peer) {
    return peer.certificate().getIssuerX500Principal().getName();
  }

  private static String expiry(TlsPeer peer) {
    return peer.certificate().getNotAfter().toInstant().toString();
  }
}
