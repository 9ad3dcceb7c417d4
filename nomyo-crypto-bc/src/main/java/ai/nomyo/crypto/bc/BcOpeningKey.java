// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.OpeningKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.jspecify.annotations.Nullable;

/** A private key as Bouncy Castle reads or makes it. */
final class BcOpeningKey implements OpeningKey {

  private final AtomicReference<@Nullable RSAPrivateCrtKeyParameters> privateKey;
  private final int sizeBits;
  private final Bytes spki;

  BcOpeningKey(RSAPrivateCrtKeyParameters privateKey, Bytes spki) {
    this.privateKey = new AtomicReference<>(privateKey);
    this.sizeBits = privateKey.getModulus().bitLength();
    this.spki = spki;
  }

  /** Empty once the key was closed. */
  Optional<RSAPrivateCrtKeyParameters> privateKey() {
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
    RSAPrivateCrtKeyParameters dropped = privateKey.getAndSet(null);
    if (dropped != null) {
      dropped.destroy();
    }
  }

  @Override
  public String toString() {
    return "BcOpeningKey[" + sizeBits + " bits]";
  }
}
