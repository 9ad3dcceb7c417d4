// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.OpeningKey;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A private key that a provider made or read. */
final class JcaOpeningKey implements OpeningKey {

  private final JcaRsaKeys maker;
  private final AtomicReference<@Nullable PrivateKey> privateKey;
  private final int sizeBits;
  private final Bytes spki;

  JcaOpeningKey(JcaRsaKeys maker, PrivateKey privateKey, RSAPublicKey publicKey) {
    this.maker = maker;
    this.privateKey = new AtomicReference<>(privateKey);
    this.sizeBits = publicKey.getModulus().bitLength();
    this.spki = Bytes.copyOf(publicKey.getEncoded());
  }

  boolean isOf(JcaRsaKeys keys) {
    return maker == keys;
  }

  /** Empty once the key was closed. */
  Optional<PrivateKey> privateKey() {
    return Optional.ofNullable(privateKey.get());
  }

  @Override
  public int sizeBits() {
    return sizeBits;
  }

  @Override
  public Bytes spki() {
    return spki;
  }

  @Override
  public void close() {
    PrivateKey erased = privateKey.getAndSet(null);
    if (erased != null) {
      Destruction.attempt(erased);
    }
  }

  @Override
  public String toString() {
    return "JcaOpeningKey[" + sizeBits + " bits]";
  }
}
