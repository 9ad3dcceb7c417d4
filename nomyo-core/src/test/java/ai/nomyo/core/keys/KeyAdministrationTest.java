// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAdministrationTest {

  private static final String PLAIN =
      "-----BEGIN PRIVATE KEY-----\nBw==\n-----END PRIVATE KEY-----";
  private static final String PROTECTED = PLAIN.replace("PRIVATE", "ENCRYPTED PRIVATE");
  private static final String PUBLIC = "-----BEGIN PUBLIC KEY-----\ncwc=\n-----END PUBLIC KEY-----";
  private static final Bytes SPKI = Bytes.copyOf(new byte[] {'s', 7});

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeKeyStore store = new FakeKeyStore();
  private final KeyAdministration administration =
      new KeyAdministration(keys, new FakeProtection(), SecretMemory.offHeap());

  @AfterEach
  void everyKeyIsErased() {
    assertTrue(keys.made.stream().allMatch(key -> key.closed));
  }

  private static char @Nullable [] password(@Nullable String text) {
    return text == null ? null : text.toCharArray();
  }

  private void keep(String privatePem, @Nullable String publicPem) {
    store.privatePem = privatePem;
    store.publicPem = publicPem;
  }

  private KeyFileException refused(Runnable action) {
    String before = store.privatePem;
    KeyFileException refused = assertThrows(KeyFileException.class, action::run);
    assertEquals(before, store.privatePem);
    return refused;
  }

  @Test
  void firstPair_isSaved() {
    SavedPair saved = administration.generate(store, 2048, password("right"));
    assertEquals(2048, saved.sizeBits());
    assertEquals(keys.made.get(0).spki(), saved.spki());
    assertEquals(Optional.empty(), saved.backup());
    assertTrue(store.privatePem.contains("ENCRYPTED"));
    assertTrue(administration.isPresent(store));
  }

  @Test
  void pairThatIsThere_isNotGeneratedOver() {
    keep(PLAIN, PUBLIC);
    refused(() -> administration.generate(store, 2048, null));
  }

  @Test
  void emptyStore_hasNoPairToDescribeOrChange() {
    assertFalse(administration.isPresent(store));
    refused(() -> administration.describe(store, null));
    refused(() -> administration.rotate(store, 2048, null, Previous.REMOVED));
    refused(() -> administration.generateAnew(store, 2048, null));
    refused(() -> administration.changePassword(store, null, password("right")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2047, 2049, 1024, 0, -1, 8200, Integer.MAX_VALUE})
  void sizeThatIsNotAllowed_isRefusedBeforeAnythingIsDone(int sizeBits) {
    keep(PLAIN, PUBLIC);
    for (Runnable action :
        new Runnable[] {
          () -> administration.generate(new FakeKeyStore(), sizeBits, null),
          () -> administration.generateAnew(store, sizeBits, null),
          () -> administration.rotate(store, sizeBits, null, Previous.REMOVED)
        }) {
      InvalidInputException refused = assertThrows(InvalidInputException.class, action::run);
      assertTrue(refused.getMessage().contains(sizeBits + " bits"), refused.getMessage());
      assertTrue(refused.getMessage().contains("2048 to 8192"), refused.getMessage());
    }
    assertTrue(keys.made.isEmpty());
  }

  @Test
  void pairThatNobodyCanRead_canBeMadeAnew_andIsKept() {
    keep("no PEM", null);
    SavedPair saved = administration.generateAnew(store, 2048, null);
    assertEquals(Optional.of("no PEM"), saved.backup());
    assertEquals(keys.made.get(0).spki(), saved.spki());
  }

  @Test
  void rotatedPair_keepsItsPassword() {
    keep(PROTECTED, PUBLIC);
    SavedPair saved = administration.rotate(store, 4096, password("right"), Previous.REMOVED);
    assertEquals(Optional.empty(), saved.backup());
    assertEquals(saved.spki(), administration.describe(store, password("right")).spki());
    assertTrue(administration.describe(store, null).protection().isPresent());
  }

  @Test
  void rotatedPair_canBeKept() {
    keep(PLAIN, PUBLIC);
    assertEquals(
        Optional.of(PLAIN), administration.rotate(store, 4096, null, Previous.KEPT).backup());
  }

  @Test
  void pairThatCannotBeOpened_isNotRotated() {
    keep(PROTECTED, PUBLIC);
    refused(() -> administration.rotate(store, 2048, null, Previous.REMOVED));
    refused(() -> administration.rotate(store, 2048, password("wrong"), Previous.REMOVED));
    refused(() -> administration.changePassword(store, null, null));
    refused(() -> administration.changePassword(store, password("wrong"), null));
  }

  @Test
  void passwordThatTheBackendRefuses_changesNothing() {
    keep(PLAIN, PUBLIC);
    refused(() -> administration.changePassword(store, null, password("refused")));
  }

  @Test
  void backendThatMakesNoKey_changesNothing() {
    keep(PLAIN, PUBLIC);
    keys.broken = true;
    assertThrows(
        BackendUnavailableException.class,
        () -> administration.rotate(store, 2048, null, Previous.REMOVED));
    assertEquals(PLAIN, store.privatePem);
  }

  @Test
  void password_isAddedAndRemoved_andTheKeyStaysTheSame() {
    keep(PLAIN, PUBLIC);
    assertEquals(SPKI, administration.changePassword(store, null, password("right")).spki());
    assertTrue(store.privatePem.contains("ENCRYPTED"));
    assertEquals(SPKI, administration.changePassword(store, password("right"), null).spki());
    assertEquals(PLAIN, store.privatePem.strip());
  }

  @Test
  void protectedPair_isDescribedByItsPublicHalf_unlessThePasswordIsGiven() {
    keep(PROTECTED, PUBLIC);
    PairDescription closed = administration.describe(store, null);
    assertFalse(closed.opened());
    assertEquals("fake derivation", closed.protection().orElseThrow().keyDerivation());
    PairDescription opened = administration.describe(store, password("right"));
    assertTrue(opened.opened());
    assertEquals(SPKI, closed.spki());
    assertEquals(SPKI, opened.spki());
    assertEquals(4096, closed.sizeBits());
  }

  @Test
  void protectedPairWithoutItsPublicHalf_needsThePassword() {
    keep(PROTECTED, null);
    refused(() -> administration.describe(store, null));
    assertTrue(administration.describe(store, password("right")).opened());
  }

  @Test
  void unprotectedPair_isOpened() {
    keep(PLAIN, null);
    PairDescription pair = administration.describe(store, null);
    assertTrue(pair.opened());
    assertEquals(Optional.empty(), pair.protection());
    assertEquals(PairDescription.Form.PKCS8, pair.form());
  }

  @Test
  void pairThatIsBroken_isNotDescribed() {
    keep(PLAIN, PUBLIC.replace("cwc=", "cwg="));
    refused(() -> administration.describe(store, null));
    keep("no PEM", PUBLIC);
    refused(() -> administration.describe(store, null));
    keep(PROTECTED, "no PEM");
    refused(() -> administration.describe(store, null));
  }

  @Test
  void keyInAToken_isDescribedButNotChanged() {
    FakeTokenKey token = new FakeTokenKey();
    assertEquals(PairDescription.Form.TOKEN, administration.describe(token.store(), null).form());
    refused(() -> administration.rotate(token.store(), 2048, null, Previous.REMOVED));
    refused(() -> administration.changePassword(token.store(), null, null));
    assertTrue(token.closed);
    assertNull(store.privatePem);
  }
}
