// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what must be fresh, and refuses what it has seen. Holds digests of AES keys only. Safe
 * for use by many threads.
 */
final class FreshnessWatch {

  private final Set<Bytes> nonces = ConcurrentHashMap.newKeySet();
  private final Set<Bytes> keyFingerprints = ConcurrentHashMap.newKeySet();
  private final Set<String> payloadIds = ConcurrentHashMap.newKeySet();
  private final boolean callsMayComeAgain;

  /**
   * @param callsMayComeAgain whether a call that was answered may come again under its id
   */
  FreshnessWatch(boolean callsMayComeAgain) {
    this.callsMayComeAgain = callsMayComeAgain;
  }

  /** "fresh random 32-byte key and 12-byte nonce for every attempt". */
  void nonce(Bytes nonce) throws Refusal {
    fresh(nonces.add(nonce), "the nonce was used before");
  }

  void aesKey(Bytes fingerprint) throws Refusal {
    fresh(keyFingerprints.add(fingerprint), "the AES key was used before");
  }

  /** "fresh random UUID (v4) per call". */
  void payloadId(String id) throws Refusal {
    fresh(callsMayComeAgain || payloadIds.add(id), "X-Payload-ID was used before");
  }

  /** The call got no answer, so its client may try again under the same id. */
  void mayComeAgain(String payloadId) {
    payloadIds.remove(payloadId);
  }

  private static void fresh(boolean added, String complaint) throws Refusal {
    if (!added) {
      throw Refusal.mistake(complaint);
    }
  }

  void forget() {
    nonces.clear();
    keyFingerprints.clear();
    payloadIds.clear();
  }
}
