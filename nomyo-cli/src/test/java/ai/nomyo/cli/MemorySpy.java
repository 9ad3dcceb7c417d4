// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backends;
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
import java.util.ArrayList;
import java.util.List;

/** The JDK's cipher, which notes what memory it is lent. */
final class MemorySpy implements HybridCipher {

  private final HybridCipher cipher = Backends.named("jdk").cipher();
  final List<SecretMemory> memories = new ArrayList<>();

  static boolean isOffHeap(SecretMemory memory) {
    try (SecretBytes bytes = memory.allocate(8)) {
      return bytes.lend().isDirect();
    }
  }

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    memories.add(memory);
    return cipher.seal(plaintext, ciphertext, recipient, memory);
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    memories.add(memory);
    return cipher.open(sealed, key, memory);
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
