// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.keys.PairDescription.Form;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.error.KeyFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes stored pairs, with their passwords or without. */
final class PairInspector {

  /** What the text of a private half tells without being opened. */
  private record Outside(Form form, Optional<KeyProtection.Scheme> protection) {}

  private final KeyPairs pairs;
  private final RsaKeys keys;
  private final KeyProtection protection;
  private final SecretMemory memory;

  PairInspector(KeyPairs pairs, RsaKeys keys, KeyProtection protection, SecretMemory memory) {
    this.pairs = pairs;
    this.keys = keys;
    this.protection = protection;
    this.memory = memory;
  }

  PairDescription describe(KeyStore store, char @Nullable [] password) {
    try (StoredKey stored = pairs.loadPresent(store)) {
      Outside outside = outside(stored, store);
      return password == null
              && outside.protection().isPresent()
              && stored instanceof PemKeyPair pair
              && pair.publicKeyPem().isPresent()
          ? ofPublicHalf(pair.publicKeyPem().get(), outside, store)
          : ofBothHalves(stored, outside, store, password);
    }
  }

  private PairDescription ofBothHalves(
      StoredKey stored, Outside outside, KeyStore store, char @Nullable [] password) {
    try (OpeningKey key = pairs.open(stored, store, password)) {
      return new PairDescription(
          key.sizeBits(), key.spki(), outside.form(), outside.protection(), true);
    }
  }

  private PairDescription ofPublicHalf(String publicPem, Outside outside, KeyStore store) {
    try {
      Bytes spki = Pem.readPublicKey(publicPem);
      return new PairDescription(
          keys.readPublic(spki).sizeBits(), spki, outside.form(), outside.protection(), false);
    } catch (MalformedPemException | CipherException unreadable) {
      throw new KeyFileException(
          store.location() + ": the public key cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }

  private Outside outside(StoredKey stored, KeyStore store) {
    return stored instanceof PemKeyPair pair
        ? outside(pair, store)
        : new Outside(Form.TOKEN, Optional.empty());
  }

  private Outside outside(PemKeyPair pair, KeyStore store) {
    try (Pem pem = Pem.read(pair.privateKeyPem(), memory)) {
      return switch (pem.label()) {
        case Pem.RSA_PRIVATE_KEY -> new Outside(Form.PKCS1, Optional.empty());
        case Pem.ENCRYPTED_PRIVATE_KEY ->
            new Outside(Form.PKCS8, Optional.of(protection.inspect(pem.der())));
        default -> new Outside(Form.PKCS8, Optional.empty());
      };
    } catch (MalformedPemException | CipherException unreadable) {
      throw new KeyFileException(
          store.location() + ": the private key cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }
}
