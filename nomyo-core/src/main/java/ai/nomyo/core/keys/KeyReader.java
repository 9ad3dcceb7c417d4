// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.pkcs8.Pkcs1;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.error.KeyFileException;
import org.jspecify.annotations.Nullable;

/** Turns a stored pair into a key to open with, or says why it cannot. */
final class KeyReader {

  /**
   * "Smallest key accepted: 2048 bits, for the client and for the router" (protocol, section 6).
   */
  private static final int SMALLEST_BITS = 2048;

  private final RsaKeys keys;
  private final KeyProtection protection;
  private final SecretMemory memory;

  KeyReader(RsaKeys keys, KeyProtection protection, SecretMemory memory) {
    this.keys = keys;
    this.protection = protection;
    this.memory = memory;
  }

  /**
   * Reads a pair.
   *
   * @param location where it is, for messages
   * @param password the caller erases it
   */
  OpeningKey read(StoredKey stored, String location, char @Nullable [] password) {
    OpeningKey key =
        stored instanceof PemKeyPair pair ? readPair(pair, location, password) : (TokenKey) stored;
    try {
      checkPasswordHasAUse(key, location, password);
      checkSize(key, location);
      return key;
    } catch (KeyFileException refused) {
      key.close();
      throw refused;
    }
  }

  private static void checkPasswordHasAUse(
      OpeningKey key, String location, char @Nullable [] password) {
    if (key instanceof TokenKey && password != null) {
      throw new KeyFileException(
          location + ": the private key stays in its token and has no password, but one was given",
          null);
    }
  }

  private OpeningKey readPair(PemKeyPair pair, String location, char @Nullable [] password) {
    OpeningKey key = readPrivate(pair, location, password);
    try {
      pair.publicKeyPem().ifPresent(pem -> checkPublic(key, pem, location));
      return key;
    } catch (KeyFileException refused) {
      key.close();
      throw refused;
    }
  }

  private OpeningKey readPrivate(PemKeyPair pair, String location, char @Nullable [] password) {
    try (Pem pem = Pem.read(pair.privateKeyPem(), memory)) {
      return switch (pem.label()) {
        case Pem.ENCRYPTED_PRIVATE_KEY -> readProtected(pem, location, password);
        case Pem.PRIVATE_KEY -> {
          checkUnprotected(pair, location, password);
          yield keys.readPrivate(pem.der());
        }
        case Pem.RSA_PRIVATE_KEY -> {
          checkUnprotected(pair, location, password);
          yield readPkcs1(pem);
        }
        default ->
            throw new KeyFileException(
                location + ": holds another kind of key; an RSA private key is needed", null);
      };
    } catch (MalformedPemException | CipherException unreadable) {
      throw new KeyFileException(
          location + ": the private key cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static void checkUnprotected(
      PemKeyPair pair, String location, char @Nullable [] password) {
    pair.exposure().ifPresent(exposure -> refuseExposed(location, exposure));
    if (password != null) {
      throw new KeyFileException(
          location + ": the private key has no password, but one was given", null);
    }
  }

  private static void refuseExposed(String location, String exposure) {
    throw new KeyFileException(
        location
            + ": the private key has no password and is "
            + exposure
            + "; run chmod 600 on its file, and replace the key if others may have read it",
        null);
  }

  private OpeningKey readPkcs1(Pem pem) throws CipherException {
    try (SecretBytes pkcs8 = Pkcs1.toPkcs8(pem.der(), memory)) {
      return keys.readPrivate(pkcs8);
    }
  }

  private OpeningKey readProtected(Pem pem, String location, char @Nullable [] password)
      throws CipherException {
    if (password == null) {
      throw new KeyFileException(
          location + ": the private key is protected by a password, and none was given", null);
    }
    try (SecretBytes pkcs8 = protection.unprotect(pem.der(), password, memory)) {
      return keys.readPrivate(pkcs8);
    }
  }

  private static void checkSize(OpeningKey key, String location) {
    if (key.sizeBits() < SMALLEST_BITS) {
      throw new KeyFileException(
          location
              + ": the key has "
              + key.sizeBits()
              + " bits, at least "
              + SMALLEST_BITS
              + " are needed",
          null);
    }
  }

  private static void checkPublic(OpeningKey key, String pem, String location) {
    try {
      if (!Pem.readPublicKey(pem).equals(key.spki())) {
        throw new KeyFileException(
            location
                + ": the public key does not belong to the private one; remove the public"
                + " file to have it derived, or restore the right pair",
            null);
      }
    } catch (MalformedPemException unreadable) {
      throw new KeyFileException(
          location + ": the public key cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
