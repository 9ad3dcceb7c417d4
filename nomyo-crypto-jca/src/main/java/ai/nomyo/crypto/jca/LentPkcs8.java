// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * Hands an encoded key to a provider without the copy that the parent would keep for good. Erases
 * on {@link #close} what it handed out.
 */
final class LentPkcs8 extends PKCS8EncodedKeySpec implements AutoCloseable {

  private final LentArrays copies;

  LentPkcs8(SecretBytes pkcs8) {
    super(new byte[0]);
    this.copies = new LentArrays(pkcs8);
  }

  /** A copy, as the parent's contract wants it. */
  @Override
  public byte[] getEncoded() {
    return copies.next();
  }

  @Override
  public void close() {
    copies.close();
  }
}
