// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.port.TokenKey;
import java.util.Optional;

/** A key that stays where it is, and the store that it is in. */
final class FakeTokenKey implements TokenKey {

  boolean closed;

  @Override
  public SecretBytes unwrap(Bytes wrappedKey, SecretMemory memory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int sizeBits() {
    return 3072;
  }

  @Override
  public Bytes spki() {
    return Bytes.copyOf(new byte[] {'t'});
  }

  @Override
  public void close() {
    closed = true;
  }

  KeyStore store() {
    return new KeyStore() {
      @Override
      public Optional<StoredKey> load(SecretMemory memory) {
        return Optional.of(FakeTokenKey.this);
      }

      @Override
      public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
        throw new KeyStorageException("fake: is there already", null);
      }

      @Override
      public Optional<String> replace(
          PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
          throws KeyStorageException {
        throw new KeyStorageException("fake: keeps its own", null);
      }

      @Override
      public boolean isReplaceable() {
        return false;
      }

      @Override
      public String location() {
        return "token";
      }
    };
  }
}
