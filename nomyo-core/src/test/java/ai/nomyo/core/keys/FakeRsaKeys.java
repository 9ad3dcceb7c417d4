// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys without cryptography: the private encoding of a key is its number. */
final class FakeRsaKeys implements RsaKeys {

  /** A key that remembers whether it was closed. */
  static final class FakeKey implements OpeningKey {

    final int number;
    final int sizeBits;
    volatile boolean closed;

    FakeKey(int number, int sizeBits) {
      this.number = number;
      this.sizeBits = sizeBits;
    }

    @Override
    public int sizeBits() {
      return sizeBits;
    }

    @Override
    public Bytes spki() {
      return Bytes.copyOf(new byte[] {'s', (byte) number});
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  final List<FakeKey> made = new CopyOnWriteArrayList<>();
  int sizeOfReadKeys = 4096;
  boolean broken;

  /** Runs while a key is being made. */
  Runnable whileGenerating = () -> {};

  private FakeKey add(int number, int sizeBits) {
    FakeKey key = new FakeKey(number, sizeBits);
    made.add(key);
    return key;
  }

  @Override
  public OpeningKey generate(int sizeBits) throws CipherException {
    whileGenerating.run();
    if (broken) {
      throw new CipherException("fake: no randomness", null);
    }
    return add(100 + made.size(), sizeBits);
  }

  @Override
  public OpeningKey readPrivate(SecretBytes pkcs8) throws CipherException {
    if (pkcs8.size() != 1) {
      throw new CipherException("not a fake key", null);
    }
    return add(pkcs8.lend().get(0), sizeOfReadKeys);
  }

  @Override
  public SecretBytes writePrivate(OpeningKey key, SecretMemory memory) {
    return SecretBytes.owning(new byte[] {(byte) ((FakeKey) key).number});
  }

  @Override
  public SealingKey readPublic(Bytes spki) {
    return new SealingKey() {
      @Override
      public int sizeBits() {
        return sizeOfReadKeys;
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
}
