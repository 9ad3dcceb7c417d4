// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.util.Arrays;

/** Reads any bytes as a key of a given size. */
final class FakeKeys implements RsaKeys {

  int sizeBits = 2048;
  boolean refuses;

  @Override
  public SealingKey readPublic(Bytes spki) throws CipherException {
    if (refuses) {
      throw new CipherException("no", null);
    }
    return new SealingKey() {
      @Override
      public int sizeBits() {
        return sizeBits;
      }

      @Override
      public Bytes spki() {
        return spki;
      }

      @Override
      public Bytes fingerprint() {
        return Bytes.copyOf(Arrays.copyOf(spki.toArray(), 32));
      }
    };
  }

  @Override
  public OpeningKey generate(int sizeBits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OpeningKey readPrivate(SecretBytes pkcs8) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) {
    throw new UnsupportedOperationException();
  }
}
