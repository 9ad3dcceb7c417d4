// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Optional;

/** From the body of a request to the JSON that its client wrote. Safe for use by many threads. */
final class RequestOpener {

  private final HybridCipher cipher;
  private final RouterKeys keys;
  private final FreshnessWatch watch;

  RequestOpener(HybridCipher cipher, RouterKeys keys, FreshnessWatch watch) {
    this.cipher = cipher;
    this.keys = keys;
    this.watch = watch;
  }

  JsonObject open(byte[] body) throws Refusal {
    SealedMessage sealed = PackageChecks.read(body);
    watch.nonce(sealed.nonce());
    try (SecretBytes plaintext = opened(sealed)) {
      return PlaintextChecks.read(copy(plaintext.lend()));
    }
  }

  private static byte[] copy(ByteBuffer plaintext) {
    byte[] bytes = new byte[plaintext.remaining()];
    plaintext.get(bytes);
    return bytes;
  }

  private SecretBytes opened(SealedMessage sealed) throws Refusal {
    try {
      return openedWith(keys.current(), sealed);
    } catch (Refusal refusal) {
      if (keys.former().stream().anyMatch(former -> isFor(former, sealed))) {
        throw Refusal.blameless(400, "the package is sealed for a key the router no longer uses");
      }
      throw refusal;
    }
  }

  private SecretBytes openedWith(RouterKey key, SealedMessage sealed) throws Refusal {
    int wanted = key.modulusBytes();
    if (sealed.wrappedKey().size() != wanted) {
      throw Refusal.mistake(
          "encrypted_aes_key has " + sealed.wrappedKey().size() + " bytes, " + wanted + " wanted");
    }
    Optional<AesKeyReader> aesKeys = key.aesKeys();
    if (aesKeys.isPresent()) {
      Bytes fingerprint = aesKeys.get().fingerprint(sealed.wrappedKey());
      watch.aesKey(fingerprint);
    }
    return decrypted(key, sealed);
  }

  private SecretBytes decrypted(RouterKey key, SealedMessage sealed) throws Refusal {
    try {
      return cipher.open(sealed, key.opening(), SecretMemory.onHeap());
    } catch (CipherException refused) {
      throw Refusal.mistake("ciphertext, nonce, tag and AES key do not belong together");
    }
  }

  private boolean isFor(RouterKey former, SealedMessage sealed) {
    try (SecretBytes opened = cipher.open(sealed, former.opening(), SecretMemory.onHeap())) {
      return opened.size() > 0;
    } catch (CipherException foreign) {
      return false;
    }
  }
}
