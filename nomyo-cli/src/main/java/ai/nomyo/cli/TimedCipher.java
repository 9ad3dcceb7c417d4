package ai.nomyo.cli;

import ai.nomyo.core.bytes.SecretBytes;
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
    return times.<SealedParts, CipherException, IOException>timed(
        "request sealed", () -> cipher.seal(plaintext, ciphertext, recipient, memory));
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    return times.<SecretBytes, CipherException, RuntimeException>timed(
        "answer opened", () -> cipher.open(sealed, key, memory));
  }

  @Override
  public RsaKeys keys() {
    return cipher.keys();
  }
}
