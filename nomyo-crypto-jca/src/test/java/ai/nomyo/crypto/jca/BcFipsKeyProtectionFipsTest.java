// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.contract.ProtectedKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords on BC-FIPS in approved-only mode. */
final class BcFipsKeyProtectionFipsTest {

  private static final String PASSWORD = "passwörd 😀 long";
  private static final String WAY_OUT =
      "; give the key a longer password and a new salt with"
          + " \"keys change-password --backend jdk\"";
  private static final byte[] KEY = ProtectedKey.sequence("a key");

  private final KeyProtection fips = JcaKeyProtection.bcFips();
  private final KeyProtection jdk = JcaKeyProtection.onJdk();

  @ParameterizedTest
  @ValueSource(strings = {PASSWORD, "fourteen bytes", "äöüäöüä"})
  void whatOneWrites_theOtherReads(String password) throws Exception {
    assertWritesFor(fips, jdk, password);
    assertWritesFor(jdk, fips, password);
  }

  private static void assertWritesFor(KeyProtection writer, KeyProtection reader, String password)
      throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
        SecretBytes file = writer.protect(pkcs8, password.toCharArray(), SecretMemory.offHeap());
        SecretBytes read = reader.unprotect(file, password.toCharArray(), SecretMemory.offHeap())) {
      byte[] bytes = new byte[read.size()];
      read.lend().get(bytes);
      assertArrayEquals(KEY, bytes);
    }
  }

  @Test
  void wrongPassword_isCalledWrong() throws Exception {
    byte[] file = ProtectedKey.usual().salt(new byte[16]).around(new byte[16]);
    assertTrue(refusal(file, "another one that is long").startsWith("wrong password"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "thirteen byte", "äöüäöü"})
  void shortPassword_isRefusedWithTheReasonAndTheWayOut(String password) throws Exception {
    byte[] file = ProtectedKey.usual().salt(new byte[16]).around(new byte[16]);
    assertEquals(
        "crypto backend bcfips needs a password of at least 14 bytes (112 bits) in approved-only"
            + " mode, and this one has fewer"
            + WAY_OUT,
        refusal(file, password));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 15})
  void shortSalt_isRefusedWithTheReasonAndTheWayOut(int size) throws Exception {
    byte[] file = ProtectedKey.usual().salt(new byte[size]).around(new byte[16]);
    assertEquals(
        "crypto backend bcfips needs a salt of at least 16 bytes (128 bits) in approved-only mode,"
            + " and this one has "
            + size
            + " bytes"
            + WAY_OUT,
        refusal(file, PASSWORD));
  }

  @Test
  void tripleDes_isRefusedWithTheWayOut() {
    byte[] file =
        ProtectedKey.usual()
            .encryption("2a864886f70d0307")
            .iv(new byte[8])
            .salt(new byte[16])
            .around(new byte[16]);
    assertEquals(
        "crypto backend bcfips does not read 3DES-CBC; convert the key to AES with"
            + " \"keys change-password --backend jdk\"",
        refusal(file, PASSWORD));
  }

  @Test
  void newShortPassword_isRefused() {
    CipherException error =
        assertThrows(
            CipherException.class,
            () ->
                fips.protect(
                    SecretBytes.owning(KEY.clone()),
                    "thirteen byte".toCharArray(),
                    SecretMemory.offHeap()));
    assertTrue(error.getMessage().endsWith("fewer; choose a longer one"), error.getMessage());
  }

  /** So that the rules are the module's, and not only ours. */
  @Test
  void moduleItself_refusesShortPasswordsAndSalts() throws Exception {
    for (int[] sizes : new int[][] {{13, 16}, {14, 15}}) {
      char[] password = new char[sizes[0]];
      Arrays.fill(password, 'x');
      var spec = new PBEKeySpec(password, new byte[sizes[1]], 1000, 256);
      var factory =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256", new BouncyCastleFipsProvider());
      assertThrows(
          GeneralSecurityException.class,
          () -> ProviderCall.checked(() -> factory.generateSecret(spec)));
    }
  }

  @Test
  void description_namesTheModule() {
    assertEquals("PBKDF2 and AES-CBC: BCFIPS 2.1.3", fips.description());
  }

  private String refusal(byte[] file, String password) {
    try (SecretBytes encrypted = SecretBytes.owning(file)) {
      return assertThrows(
              CipherException.class,
              () -> fips.unprotect(encrypted, password.toCharArray(), SecretMemory.offHeap()))
          .getMessage();
    }
  }
}
