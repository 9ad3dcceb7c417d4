// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/** RSA-OAEP with SHA-256, MGF1 with SHA-256 and an empty label; private operations are blinded. */
final class OaepKeyWrap {

  private final SecureRandom random;

  OaepKeyWrap(SecureRandom random) {
    this.random = random;
  }

  Bytes wrap(SecretBytes key, RSAKeyParameters recipient) throws InvalidCipherTextException {
    try (LentArrays lent = new LentArrays(key)) {
      return Bytes.copyOf(oaep(true, recipient).processBlock(lent.next(), 0, key.size()));
    }
  }

  /** The wrapped bytes, however many; the caller closes them. */
  SecretBytes unwrap(Bytes wrapped, RSAKeyParameters key, SecretMemory memory)
      throws InvalidCipherTextException {
    return memory.take(oaep(false, key).processBlock(wrapped.toArray(), 0, wrapped.size()));
  }

  private OAEPEncoding oaep(boolean wrap, RSAKeyParameters key) {
    OAEPEncoding oaep =
        new OAEPEncoding(
            new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), new byte[0]);
    oaep.init(wrap, new ParametersWithRandom(key, random));
    return oaep;
  }
}
