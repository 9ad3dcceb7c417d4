// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import java.util.HexFormat;
import java.util.UUID;

/** What most flows have in common: a client with the golden key, and a short request. */
final class Flow {

  private Flow() {}

  static ClientBuilder client(FakeRouter router) {
    return keyless(router).keyDirectory(Golden.clientKeys());
  }

  static ClientBuilder keyless(FakeRouter router) {
    return retrying(router).retries(RetrySettings.none());
  }

  /** As a user's client, which attempts a call again; others meet with the first failure. */
  static ClientBuilder retrying(FakeRouter router) {
    return Nomyo.client().baseUrl(router.baseUrl().toString()).allowHttp(true);
  }

  static ChatRequest asking(String prompt) {
    return ChatRequest.builder().model("m").user(prompt).build();
  }

  static String freshId() {
    return UUID.randomUUID().toString();
  }

  /** Of the router's present key. */
  static String fingerprint(FakeRouter router) throws MalformedPemException, CipherException {
    Bytes spki = Pem.readPublicKey(router.publicKeyPem());
    Bytes fingerprint = BcHybridCipher.create().keys().readPublic(spki).fingerprint();
    return HexFormat.of().formatHex(fingerprint.toArray());
  }
}
