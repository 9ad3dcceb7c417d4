// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.security.PrivateKey;

/** A private key that remembers whether it was destroyed. */
final class DestroyableKey implements PrivateKey {

  private boolean destroyed;

  @Override
  public String getAlgorithm() {
    return "RSA";
  }

  @Override
  public String getFormat() {
    return "PKCS#8";
  }

  @Override
  public byte[] getEncoded() {
    return new byte[0];
  }

  @Override
  public void destroy() {
    destroyed = true;
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }
}
