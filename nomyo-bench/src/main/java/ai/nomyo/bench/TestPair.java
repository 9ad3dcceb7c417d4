// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.PublishedTestKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The published key pair of 4096 bits, which is the same in every run: how long an operation takes
 * depends on the key.
 *
 * @param privatePem PKCS#8
 * @param publicPem SPKI
 */
public record TestPair(String privatePem, String publicPem) {

  /** The pair. */
  public static TestPair read() {
    try (PemKeyPair pair =
        (PemKeyPair) PublishedTestKey.store().load(SecretMemory.onHeap()).orElseThrow()) {
      String privatePem = StandardCharsets.US_ASCII.decode(pair.privateKeyPem().lend()).toString();
      return new TestPair(privatePem, pair.publicKeyPem().orElseThrow());
    } catch (KeyStorageException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** PKCS#8 in DER. */
  byte[] pkcs8() {
    return der(privatePem);
  }

  /** The same, for a cipher of ours. */
  SecretBytes secret() {
    return SecretBytes.owning(pkcs8());
  }

  /** SPKI in DER. */
  byte[] spki() {
    return der(publicPem);
  }

  private static byte[] der(String pem) {
    return Base64.getDecoder().decode(pem.replaceAll("-----[^-]*-----|\\s", ""));
  }

  @Override
  public String toString() {
    return "TestPair[" + publicPem.length() + " chars]";
  }
}
