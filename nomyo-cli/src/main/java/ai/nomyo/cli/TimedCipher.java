// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.io.OutputStream;

/** Another cipher, with a stopwatch. */
final class TimedCipher implements HybridCipher {

  private final HybridCipher cipher;
  private final StepTimes times;

  TimedCipher(HybridCipher cipher, StepTimes times) {
    this.cipher = cipher;
    this.times = times;
  }

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    long start = System.nanoTime();
    SealedParts parts = cipher.seal(plaintext, ciphertext, recipient, memory);
    times.add("request sealed", start);
    return parts;
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    long start = System.nanoTime();
    SecretBytes plaintext = cipher.open(sealed, key, memory);
    times.add("answer opened", start);
    return plaintext;
  }

  @Override
  public RsaKeys keys() {
    return cipher.keys();
  }

  @Override
  public CipherDescription description() {
    return cipher.description();
  }
}
