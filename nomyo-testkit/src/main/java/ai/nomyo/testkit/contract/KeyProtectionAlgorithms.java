// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What key files say of themselves. */
abstract class KeyProtectionAlgorithms extends KeyProtectionFixture {

  private final ProtectedKey usual = ProtectedKey.usual();

  KeyProtectionAlgorithms(KeyProtectionContract contract) {
    super(contract);
  }

  @Test
  void keyLengthOfTheCipher_mayBeGiven() throws Exception {
    assertUnprotects(usual.afterIterations(withKeyLength(32)).around(KEY, PASSWORD), PASSWORD);
  }

  @Test
  void keyLengthOfAnotherCipher_isRefused() throws Exception {
    assertRefused(
        "not an encrypted private key",
        usual.afterIterations(withKeyLength(16)).around(KEY, PASSWORD));
  }

  private byte[] withKeyLength(int bytes) {
    byte[] length = ProtectedKey.element(2, new byte[] {(byte) bytes});
    byte[] prf = ProtectedKey.prf(ProtectedKey.HMAC_SHA_256);
    byte[] both = Arrays.copyOf(length, length.length + prf.length);
    System.arraycopy(prf, 0, both, length.length, prf.length);
    return both;
  }

  @Test
  void iterations_areBounded() {
    for (String count : List.of("0", "10000001", "4294967297", "18446744073709551616")) {
      assertRefused("1 to 10000000 are allowed", withIterations(new BigInteger(count)));
    }
    assertRefused("not an encrypted private key", withIterations(BigInteger.valueOf(-1)));
  }

  @Test
  void iterationsBeyondTheBounds_areStillDescribed() throws Exception {
    assertEquals(
        scheme("PBKDF2 with HMAC-SHA-256", 4294967297L, "AES-256-CBC"),
        inspected(withIterations(new BigInteger("4294967297"))));
  }

  private byte[] withIterations(BigInteger count) {
    return usual.iterations(count).around(new byte[16]);
  }

  @Test
  void whatIsNotSupported_isNamed() {
    assertRefused(
        "protection is not supported: PBES1 (MD5, DES)" + WAY_OUT, scheme("2a864886f70d010503"));
    assertRefused(
        "protection is not supported: PKCS#12 encryption (3DES, 3 keys)",
        scheme("2a864886f70d010c0103"));
    assertRefused("protection is not supported: the algorithm 1.2.3.4", scheme("2a0304"));
    assertRefused(
        "key derivation is not supported: the algorithm 1.2.3.4",
        usual.derivation("2a0304").around(new byte[16]));
    assertRefused("encryption is not supported: the algorithm 1.2.3.4" + WAY_OUT, cipher("2a0304"));
    assertRefused("encryption is not supported: DES-CBC" + WAY_OUT, cipher("2b0e030207"));
    assertRefused(
        "key derivation function is not supported: the algorithm 1.2.840.113549.2.5" + WAY_OUT,
        usual.afterIterations(ProtectedKey.prf("2a864886f70d0205")).around(new byte[16]));
  }

  @Test
  void whatIsNotSupported_isDescribedWhereItIsPbes2() throws Exception {
    assertEquals(scheme("PBKDF2 with HMAC-SHA-256", 1, "DES-CBC"), inspected(cipher("2b0e030207")));
    assertEquals(
        new KeyProtection.Scheme("the algorithm 1.2.3.4", OptionalLong.empty(), "AES-256-CBC"),
        inspected(usual.derivation("2a0304").around(new byte[16])));
    try (SecretBytes pbes1 = SecretBytes.owning(scheme("2a864886f70d010503"))) {
      assertThrows(CipherException.class, () -> protection.inspect(pbes1));
    }
  }

  @Test
  void scrypt_isDescribedByWhoeverCannotDoIt() throws Exception {
    assertEquals(
        new KeyProtection.Scheme("scrypt (N=16384, r=8, p=1)", OptionalLong.empty(), "AES-256-CBC"),
        inspected(ProtectedKey.scrypt(new byte[16])));
  }

  private byte[] cipher(String oid) {
    return usual.encryption(oid).around(new byte[16]);
  }

  private byte[] scheme(String oid) {
    return usual.scheme(oid).around(new byte[16]);
  }

  @Test
  void saltAndIv_mustHaveTheirSizes() {
    assertRefused("not an encrypted", usual.salt(new byte[0]).around(new byte[16]));
    assertRefused("not an encrypted", usual.iv(new byte[8]).around(new byte[16]));
  }

  @Test
  void anUnencryptedKey_isRefused() {
    assertRefused("not an encrypted private key", KEY);
  }
}
