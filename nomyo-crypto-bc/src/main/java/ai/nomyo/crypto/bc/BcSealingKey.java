// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealingKey;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * A public key as Bouncy Castle reads it.
 *
 * @param publicKey not a private one
 */
record BcSealingKey(RSAKeyParameters publicKey, Bytes spki) implements SealingKey {

  @Override
  public int sizeBits() {
    return publicKey.getModulus().bitLength();
  }

  @Override
  public Bytes fingerprint() {
    SHA256Digest digest = new SHA256Digest();
    byte[] fingerprint = new byte[digest.getDigestSize()];
    digest.update(spki.toArray(), 0, spki.size());
    digest.doFinal(fingerprint, 0);
    return Bytes.copyOf(fingerprint);
  }

  @Override
  public String toString() {
    return "BcSealingKey[" + sizeBits() + " bits]";
  }
}
