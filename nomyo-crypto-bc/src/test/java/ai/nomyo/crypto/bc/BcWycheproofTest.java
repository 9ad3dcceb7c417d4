// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.contract.WycheproofContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;

final class BcWycheproofTest extends WycheproofContract {

  private final SecureRandom random = new SecureRandom();

  @Override
  protected Path vectors() {
    return Path.of("../../shared/vectors/wycheproof");
  }

  @Override
  protected String backend() {
    return "bc";
  }

  @Override
  protected byte[] unwrap(SecretBytes pkcs8, Bytes wrapped) throws Exception {
    try (OpeningKey key = new BcRsaKeys(random).readPrivate(pkcs8);
        SecretBytes unwrapped =
            new OaepKeyWrap(random)
                .unwrap(wrapped, BcRsaKeys.privateKey(key).orElseThrow(), SecretMemory.onHeap())) {
      return unwrapped.lend().array().clone();
    }
  }

  @Override
  protected byte[] decrypt(byte[] key, Bytes nonce, ByteBuffer ciphertextAndTag) throws Exception {
    byte[] plaintext = new byte[ciphertextAndTag.remaining() - SealedMessage.TAG_BYTES];
    AesGcm.decrypt(SecretBytes.owning(key), nonce, ciphertextAndTag, ByteBuffer.wrap(plaintext));
    return plaintext;
  }
}
