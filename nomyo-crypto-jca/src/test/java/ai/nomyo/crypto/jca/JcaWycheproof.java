// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.contract.WycheproofContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** The vectors against the primitives of one backend. */
abstract class JcaWycheproof extends WycheproofContract {

  private JcaBackend backend;

  abstract JcaBackend create();

  @BeforeEach
  void createBackend() {
    backend = create();
  }

  @Override
  protected Path vectors() {
    return Path.of("../../shared/vectors/wycheproof");
  }

  @Override
  protected String backend() {
    return backend.providers().backend();
  }

  @Override
  protected byte[] unwrap(SecretBytes pkcs8, Bytes wrapped) throws Exception {
    JcaRsaKeys keys = new JcaRsaKeys(backend.providers(), backend.random(), backend.mode());
    try (OpeningKey key = keys.readPrivate(pkcs8);
        SecretBytes unwrapped =
            new OaepKeyWrap(backend.providers(), backend.random(), backend.unwrapping())
                .unwrap(wrapped, keys.privateKey(key).orElseThrow(), SecretMemory.onHeap())) {
      return unwrapped.lend().array().clone();
    }
  }

  @Override
  protected byte[] decrypt(byte[] key, Bytes nonce, ByteBuffer ciphertextAndTag) throws Exception {
    byte[] plaintext = new byte[ciphertextAndTag.remaining() - SealedMessage.TAG_BYTES];
    new AesGcm(backend.providers(), backend.random())
        .decrypt(
            ErasableKey.aes(SecretBytes.owning(key)),
            nonce,
            ciphertextAndTag,
            ByteBuffer.wrap(plaintext));
    return plaintext;
  }
}
