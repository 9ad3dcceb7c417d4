// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stored pair that must be there, and is only read. That others may read it as well is a warning
 * here: opening with it what was sealed already gives nothing more away.
 */
final class PairToOpenWith implements KeyStore {

  private final KeyStore store;

  PairToOpenWith(KeyStore store) {
    this.store = store;
  }

  @Override
  public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
    StoredKey stored =
        store
            .load(memory)
            .orElseThrow(
                () -> new KeyStorageException(location() + ": there is no private key", null));
    return Optional.of(stored instanceof PemKeyPair pair ? tolerated(pair) : stored);
  }

  private PemKeyPair tolerated(PemKeyPair pair) {
    Stream<String> exposure =
        pair.exposure().stream().map(who -> location() + ": the private key is " + who);
    return new PemKeyPair(
        pair.privateKeyPem(),
        pair.publicKeyPem(),
        Optional.empty(),
        Stream.concat(pair.warnings().stream(), exposure).toList());
  }

  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    throw onlyRead();
  }

  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    throw onlyRead();
  }

  private KeyStorageException onlyRead() {
    return new KeyStorageException(location() + ": is only read", null);
  }

  @Override
  public boolean isReplaceable() {
    return false;
  }

  @Override
  public String location() {
    return store.location();
  }
}
