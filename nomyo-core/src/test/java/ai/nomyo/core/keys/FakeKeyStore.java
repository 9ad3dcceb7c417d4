// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key store of two texts. */
final class FakeKeyStore implements KeyStore {

  @Nullable String privatePem;
  @Nullable String publicPem;
  @Nullable String exposure;
  List<String> warnings = List.of();
  boolean broken;
  boolean unreplaceable;

  /** Runs once, before the next pair is saved. */
  Runnable beforeSaving = () -> {};

  /** Runs once, before the next replacement. */
  Runnable beforeReplacing = () -> {};

  @Override
  public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
    if (broken) {
      throw new KeyStorageException("fake: cannot be read", null);
    }
    return Optional.ofNullable(privatePem)
        .map(pem -> SecretBytes.owning(pem.getBytes(StandardCharsets.US_ASCII)))
        .map(
            pem ->
                new PemKeyPair(
                    pem, Optional.ofNullable(publicPem), Optional.ofNullable(exposure), warnings));
  }

  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    Runnable meanwhile = beforeSaving;
    beforeSaving = () -> {};
    meanwhile.run();
    if (privatePem != null) {
      throw new KeyStorageException("fake: is there already", null);
    }
    privatePem = StandardCharsets.US_ASCII.decode(privateKeyPem.lend()).toString();
    publicPem = publicKeyPem;
  }

  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    beforeReplacing.run();
    beforeReplacing = () -> {};
    if (unreplaceable) {
      throw new KeyStorageException("fake: cannot be replaced", null);
    }
    if (!StandardCharsets.US_ASCII
        .decode(previous.privateKeyPem().lend())
        .toString()
        .equals(privatePem)) {
      throw new KeyStorageException("fake: another pair is there by now", null);
    }
    String kept = privatePem;
    privatePem = null;
    save(privateKeyPem, publicKeyPem);
    return fate == Previous.KEPT ? Optional.ofNullable(kept) : Optional.empty();
  }

  @Override
  public String location() {
    return "fake";
  }
}
