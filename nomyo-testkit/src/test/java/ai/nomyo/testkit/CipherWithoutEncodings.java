// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
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

/** The JDK's cipher with private keys that are as those in a token: nobody can write them down. */
final class CipherWithoutEncodings implements HybridCipher, RsaKeys {

  private final HybridCipher cipher = new JdkCipher();

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    return cipher.seal(plaintext, ciphertext, recipient, memory);
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    return cipher.open(sealed, key, memory);
  }

  @Override
  public RsaKeys keys() {
    return this;
  }

  @Override
  public CipherDescription description() {
    return cipher.description();
  }

  @Override
  public OpeningKey generate(int sizeBits) throws CipherException {
    return cipher.keys().generate(sizeBits);
  }

  @Override
  public OpeningKey readPrivate(SecretBytes pkcs8) throws CipherException {
    return cipher.keys().readPrivate(pkcs8);
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) throws CipherException {
    throw new CipherException("the key has no encoding", null);
  }

  @Override
  public SealingKey readPublic(Bytes spki) throws CipherException {
    return cipher.keys().readPublic(spki);
  }
}
