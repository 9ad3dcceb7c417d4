// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A key pair of the router's.
 *
 * @param ours whether the router made it, and so closes it
 */
record RouterKey(OpeningKey opening, String publicPem, Optional<AesKeyReader> aesKeys, boolean ours)
    implements AutoCloseable {

  /** Where keys come from. */
  interface Source {
    RouterKey make(RsaKeys keys) throws CipherException;
  }

  /** A key of the caller's, who closes it. */
  static RouterKey lent(RsaKeys keys, OpeningKey opening) {
    return of(keys, opening, false);
  }

  /** A key read from PKCS#8 PEM text. */
  static RouterKey read(RsaKeys keys, String pem) throws CipherException {
    try (SecretBytes pkcs8 = Pem.readPrivate(pem)) {
      return of(keys, keys.readPrivate(pkcs8), true);
    }
  }

  /** A key that comes with the testkit, so that a router is there in milliseconds. */
  static RouterKey shipped(RsaKeys keys, String name) throws CipherException {
    try (InputStream pem = RouterKey.class.getResourceAsStream(name)) {
      return read(
          keys,
          new String(Objects.requireNonNull(pem, name).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }

  static RouterKey fresh(RsaKeys keys, int sizeBits) throws CipherException {
    return of(keys, keys.generate(sizeBits), true);
  }

  private static RouterKey of(RsaKeys keys, OpeningKey opening, boolean ours) {
    return new RouterKey(
        opening, Pem.ofPublic(opening.spki()), AesKeyReader.of(keys, opening), ours);
  }

  int modulusBytes() {
    return (opening.sizeBits() + 7) / 8;
  }

  @Override
  public void close() {
    if (ours) {
      opening.close();
    }
  }

  @Override
  public String toString() {
    return "RouterKey[" + opening.sizeBits() + " bits]";
  }
}
