// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import static ai.nomyo.keystore.pkcs11.TestTokens.assertRefused;
import static ai.nomyo.keystore.pkcs11.TestTokens.on;
import static ai.nomyo.keystore.pkcs11.WrappedAesKey.wrappedFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.testkit.machine.JavaProgram;
import ai.nomyo.testkit.machine.SoftHsm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting to a token of SoftHSM 2. */
final class Pkcs11OpeningTest {

  @TempDir private Path directory;

  private static final SecretMemory MEMORY = SecretMemory.onHeap();

  private static SoftHsm token;

  @BeforeAll
  static void takeToken() {
    token = SoftHsm.freshToken();
  }

  @Test
  void wrongPin_isNamed_andTheRightOneStillWorks() {
    SoftHsm other = SoftHsm.freshToken();
    Pkcs11KeyStore.Builder builder = on(other).keyLabel("chat");
    KeyFileException wrong =
        assertThrows(KeyFileException.class, () -> builder.open("0000".toCharArray()));
    assertTrue(
        wrong.getMessage().contains(": the PIN is wrong; it was tried once"), wrong.getMessage());
    builder.open(other.pin()).close();
  }

  @Test
  void pin_isLeftToTheCaller() {
    SoftHsm other = SoftHsm.freshToken();
    char[] pin = other.pin();
    on(other).keyLabel("chat").open(pin).close();
    assertArrayEquals(other.pin(), pin);
  }

  @Test
  void closedStore_isATokensFailure_notATamperedMessage() throws Exception {
    SoftHsm other = SoftHsm.freshToken();
    Pkcs11KeyStore closing = on(other).keyLabel("chat").makeMissingKey(true).open(other.pin());
    TokenKey orphan = closing.generate(2048).orElseThrow();
    byte[] wrapped = wrappedFor((Pkcs11Key) orphan);
    closing.close();
    closing.close();
    CipherException failed =
        assertThrows(CipherException.class, () -> orphan.unwrap(Bytes.copyOf(wrapped), MEMORY));
    assertTrue(failed.isTokenFailure());
    assertTrue(failed.getMessage().contains("the token failed: CKR_"), failed.getMessage());
    assertRefused("the token failed", () -> closing.load(MEMORY));
  }

  @Test
  void slotThatIsNotThere_isNamed() {
    assertUnopenable(
        "slot = 4711 of " + token.library() + ": there is no token that can be used: CKR_SLOT_ID",
        Pkcs11KeyStore.on(token.library()).slot(4711));
    assertUnopenable(
        "there is no token that can be used",
        Pkcs11KeyStore.on(token.library()).slotListIndex(4711));
  }

  @Test
  void libraryThatIsNotThere_isNamed() throws IOException {
    Path absent = directory.resolve("absent.so");
    assertUnopenable(absent + ": there is no such library", Pkcs11KeyStore.on(absent));
    Path text = Files.writeString(directory.resolve("text.so"), "no library");
    assertUnopenable("there is no token that can be used", Pkcs11KeyStore.on(text));
  }

  private void assertUnopenable(String message, Pkcs11KeyStore.Builder builder) {
    KeyFileException refused =
        assertThrows(KeyFileException.class, () -> builder.keyLabel("chat").open(token.pin()));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void pathWithSpacesAndQuotes_isTakenAsItIs() throws Exception {
    SoftHsm other = SoftHsm.freshToken();
    Path odd = Files.createDirectory(directory.resolve("a \"b\" #c, \\d"));
    Path library = odd.resolve("lib.so");
    Files.createSymbolicLink(library, other.library());
    try (Pkcs11KeyStore reached =
        Pkcs11KeyStore.on(library).slot(other.slot()).keyLabel("x").open(other.pin())) {
      assertTrue(reached.location().contains(library.toString()), reached.location());
    } finally {
      Files.delete(library);
    }
  }

  @Test
  void badInput_isRefusedWithoutAToken() {
    Pkcs11KeyStore.Builder builder = Pkcs11KeyStore.on(Path.of("lib.so"));
    assertThrows(InvalidInputException.class, () -> builder.slot(-1));
    assertThrows(InvalidInputException.class, () -> builder.slotListIndex(-1));
    assertThrows(InvalidInputException.class, () -> builder.keyLabel(" "));
    assertThrows(InvalidInputException.class, () -> builder.open(new char[0]));
    for (String path : List.of("${user.home}/lib.so", "lib\n.so")) {
      assertThrows(
          InvalidInputException.class,
          () -> Pkcs11KeyStore.on(Path.of(path)).keyLabel("chat").open(new char[0]));
    }
  }

  @Test
  void hostsProviders_stayAsTheyAre() throws Exception {
    List<?> before = List.of(Security.getProviders());
    try (Pkcs11KeyStore store = on(token).keyLabel("chat").makeMissingKey(true).open(token.pin())) {
      assertEquals(Optional.empty(), store.load(MEMORY));
    }
    assertEquals(before, List.of(Security.getProviders()));
  }

  /** As a runtime image that was made without the module. */
  @Test
  void javaWithoutPkcs11_isNamed() {
    String said =
        JavaProgram.of(OpeningProgram.class)
            .with("--limit-modules", "java.base,java.logging,java.management")
            .output(token.library())
            .toString();
    assertTrue(said.contains("lacks the module jdk.crypto.cryptoki"), said);
  }
}
