// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.error.ApiException;
import ai.nomyo.json.JsonObject;

/** The fifth step: whether requests would be sealed for the key that came. */
final class KeyCheck {

  private KeyCheck() {}

  static Finding of(KeyFetch fetch, boolean pinned) {
    return fetch
        .pem()
        .map(pem -> accepted(fingerprint(pem), pinned))
        .orElseGet(() -> refused(fetch));
  }

  private static Finding refused(KeyFetch fetch) {
    return fetch
        .failure()
        .filter(failure -> fetch.answered() && !(failure instanceof ApiException))
        .map(failure -> Finding.failed(NetworkStep.KEY, failure, JsonObject.empty()))
        .orElseGet(() -> Finding.notTried(NetworkStep.KEY));
  }

  private static Finding accepted(String sha256, boolean pinned) {
    return Finding.passed(
        NetworkStep.KEY,
        "SHA-256 " + sha256 + ", " + (pinned ? "matches a pin" : "no pin given: any is accepted"),
        JsonObject.builder().put("sha256", sha256).put("pin", pinned ? "matches" : "none").build());
  }

  private static String fingerprint(String pem) {
    try {
      return Fingerprint.of(Pem.readPublicKey(pem));
    } catch (MalformedPemException impossible) {
      throw new IllegalStateException("the client gave what is no PEM", impossible);
    }
  }
}
