// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;

/**
 * DER that is written to where secrets are. The arrays of {@code ASN1Object.getEncoded} grow, and
 * leave behind what they held.
 */
final class SecretDer {

  private SecretDer() {}

  /** The encoding; the caller closes it. */
  static SecretBytes of(ASN1Object object, SecretMemory memory) throws IOException {
    Size size = new Size();
    object.encodeTo(size, ASN1Encoding.DER);
    SecretBytes der = memory.allocate(size.bytes);
    object.encodeTo(new Target(der.lend()), ASN1Encoding.DER);
    return der;
  }

  private static final class Size extends OutputStream {

    private int bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }

  private static final class Target extends OutputStream {

    private final ByteBuffer room;

    Target(ByteBuffer room) {
      this.room = room;
    }

    @Override
    public void write(int b) {
      room.put((byte) b);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      room.put(source, offset, length);
    }
  }
}
