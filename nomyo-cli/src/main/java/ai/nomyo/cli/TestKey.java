// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.io.InputStream;

/** The RSA-4096 key that comes with the testkit: to measure with, as making one takes seconds. */
final class TestKey {

  private static final String RESOURCE = "golden/server/private_key.pem";

  private TestKey() {}

  static OpeningKey of(HybridCipher cipher) throws CipherException, IOException {
    try (InputStream in = FakeRouter.class.getResourceAsStream(RESOURCE);
        SecretBytes text = SecretBytes.owning(in.readAllBytes());
        Pem pem = Pem.read(text, SecretMemory.offHeap())) {
      return cipher.keys().readPrivate(pem.der());
    } catch (MalformedPemException impossible) {
      throw new IllegalStateException("the testkit's own key is broken", impossible);
    }
  }
}
