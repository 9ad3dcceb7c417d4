// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * Shows that a token does what is asked of it: that it allows RSA without padding, that the key may
 * decrypt, and that the certificate's key is its other half.
 */
final class Proof {

  private static final int SAMPLE_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /**
   * Wraps a random number, no secret, and has the token unwrap it.
   *
   * @throws CipherException if it does not come back
   */
  void require(Pkcs11Key key) throws CipherException {
    byte[] sample = new byte[SAMPLE_BYTES];
    random.nextBytes(sample);
    try (SecretBytes unwrapped =
        key.unwrap(wrapped(sample, key.publicKey()), SecretMemory.onHeap())) {
      if (!unwrapped.lend().equals(ByteBuffer.wrap(sample))) {
        throw CipherException.cannotOpen();
      }
    } catch (InvalidCipherTextException | RuntimeException tooSmall) {
      throw new CipherException("the key is too small for RSA-OAEP", tooSmall);
    }
  }

  private Bytes wrapped(byte[] sample, RSAPublicKey recipient) throws InvalidCipherTextException {
    OAEPEncoding oaep =
        new OAEPEncoding(new RSAEngine(), new SHA256Digest(), new SHA256Digest(), new byte[0]);
    RSAKeyParameters key =
        new RSAKeyParameters(false, recipient.getModulus(), recipient.getPublicExponent());
    oaep.init(true, new ParametersWithRandom(key, random));
    return Bytes.copyOf(oaep.processBlock(sample, 0, sample.length));
  }
}
