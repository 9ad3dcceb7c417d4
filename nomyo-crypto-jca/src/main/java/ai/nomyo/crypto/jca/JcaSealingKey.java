// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SealingKey;
import java.security.interfaces.RSAPublicKey;

/** A public key that a provider read. */
final class JcaSealingKey implements SealingKey {

  private final JcaRsaKeys maker;
  private final RSAPublicKey publicKey;
  private final Bytes spki;

  JcaSealingKey(JcaRsaKeys maker, RSAPublicKey publicKey) {
    this.maker = maker;
    this.publicKey = publicKey;
    this.spki = Bytes.copyOf(publicKey.getEncoded());
  }

  boolean isOf(JcaRsaKeys keys) {
    return maker == keys;
  }

  RSAPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public int sizeBits() {
    return publicKey.getModulus().bitLength();
  }

  @Override
  public Bytes spki() {
    return spki;
  }

  @Override
  public Bytes fingerprint() throws CipherException {
    return maker.sha256(spki);
  }

  @Override
  public String toString() {
    return "JcaSealingKey[" + sizeBits() + " bits]";
  }
}
