// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedTestKeyTest {

  private final KeyStore store = PublishedTestKey.store();

  private PemKeyPair loaded() throws KeyStorageException {
    return (PemKeyPair) store.load(SecretMemory.onHeap()).orElseThrow();
  }

  @Test
  void halves_belongTogetherAndAreAsLongAsARealKey() throws Exception {
    try (PemKeyPair pair = loaded();
        SecretBytes pkcs8 =
            Pem.readPrivate(
                StandardCharsets.US_ASCII.decode(pair.privateKeyPem().lend()).toString());
        OpeningKey key = new JdkCipher().keys().readPrivate(pkcs8)) {
      assertEquals(Optional.of(Pem.ofPublic(key.spki())), pair.publicKeyPem());
      assertEquals(4096, key.sizeBits());
    }
  }

  @Test
  void pair_staysForTheNextClientWhenOneHasErasedIt() throws Exception {
    String publicPem = loaded().publicKeyPem().orElseThrow();
    loaded().close();

    assertEquals(publicPem, loaded().publicKeyPem().orElseThrow());
  }

  @Test
  void pair_isNeitherReplacedNorRotated() throws Exception {
    try (PemKeyPair pair = loaded()) {
      assertThrows(KeyStorageException.class, () -> store.save(pair.privateKeyPem(), ""));
      assertThrows(
          KeyStorageException.class,
          () -> store.replace(pair, pair.privateKeyPem(), "", Previous.REMOVED));
    }
    assertFalse(store.isReplaceable());
  }
}
