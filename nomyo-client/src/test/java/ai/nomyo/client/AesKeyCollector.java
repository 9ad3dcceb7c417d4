// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

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
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** A router's cipher that keeps the AES key of every message, in both directions. */
final class AesKeyCollector implements HybridCipher {

  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final HybridCipher cipher;
  private final PrivateKey routerKey;
  private final PrivateKey clientKey;
  private final List<byte[]> collected = new CopyOnWriteArrayList<>();

  AesKeyCollector(HybridCipher cipher, PrivateKey routerKey, PrivateKey clientKey) {
    this.cipher = cipher;
    this.routerKey = routerKey;
    this.clientKey = clientKey;
  }

  List<byte[]> collected() {
    return collected;
  }

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    SealedParts parts = cipher.seal(plaintext, ciphertext, recipient, memory);
    collected.add(unwrapped(parts.wrappedKey(), clientKey));
    return parts;
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    SecretBytes plaintext = cipher.open(sealed, key, memory);
    collected.add(unwrapped(sealed.wrappedKey(), routerKey));
    return plaintext;
  }

  private static byte[] unwrapped(Bytes wrappedKey, PrivateKey key) {
    try {
      Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
      oaep.init(Cipher.DECRYPT_MODE, key, OAEP);
      return oaep.doFinal(wrappedKey.toArray());
    } catch (GeneralSecurityException foreign) {
      throw new AssertionError(foreign);
    }
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
