package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;
import java.security.spec.PKCS8EncodedKeySpec;

/** Hands an encoded key to a provider without the copy that the parent would keep for good. */
final class LentPkcs8 extends PKCS8EncodedKeySpec {

  private final SecretBytes pkcs8;

  LentPkcs8(SecretBytes pkcs8) {
    super(new byte[0]);
    this.pkcs8 = pkcs8;
  }

  /** A copy, as the parent's contract wants it; the JDK's key factory erases it. */
  @Override
  public byte[] getEncoded() {
    ByteBuffer lent = pkcs8.lend();
    byte[] copy = new byte[lent.remaining()];
    lent.get(copy);
    return copy;
  }
}
