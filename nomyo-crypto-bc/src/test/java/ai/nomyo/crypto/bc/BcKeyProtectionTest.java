// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.Scrypt;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.contract.KeyProtectionContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BcKeyProtectionTest extends KeyProtectionContract {

  @Override
  protected KeyProtection protection() {
    return BcKeyProtection.create();
  }

  @Override
  protected boolean readsScrypt() {
    return true;
  }

  @Test
  void description_namesTheLibrary() {
    assertEquals(
        "PBKDF2, scrypt and AES-CBC: Bouncy Castle " + LibraryVersion.number(),
        protection().description());
  }

  /** RFC 7914. */
  @Nested
  class ScryptDerivation {

    /** Section 12; the fourth vector asks for more memory than is allowed. */
    @ParameterizedTest
    @CsvSource({
      "'', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
          + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
      "password, NaCl, 1024, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
          + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
      "pleaseletmein, SodiumChloride, 16384, 8, 1,"
          + " 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
          + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    })
    void publishedVectors_areMet(
        String password, String salt, int cost, int blockSize, int parallelization, String key)
        throws Exception {
      Scrypt scrypt = scrypt(salt, cost, blockSize, parallelization);
      try (SecretBytes derived =
          PasswordKey.derive(scrypt, 64, password.toCharArray(), SecretMemory.onHeap())) {
        assertEquals(ByteBuffer.wrap(HexFormat.of().parseHex(key)), derived.lend());
      }
    }

    @ParameterizedTest
    @CsvSource({
      "1048576, 8, 1, MiB",
      "262144, 8, 2, MiB",
      "2097152, 2, 1, MiB",
      "2, 2097152, 2, MiB",
      "2, 1, 9223372036854775807, MiB",
      "4611686018427387904, 9223372036854775807, 9223372036854775807, MiB",
      "0, 8, 1, RFC",
      "1, 8, 1, RFC",
      "3, 8, 1, RFC",
      "9223372036854775807, 8, 1, RFC",
      "16384, 0, 1, RFC",
      "16384, 8, 0, RFC",
      "65536, 1, 1, RFC"
    })
    void hostileParameters_areRefusedBeforeAnythingIsAllocated(
        long cost, long blockSize, long parallelization, String why) {
      Scrypt scrypt = scrypt("salt", cost, blockSize, parallelization);
      CipherException refused =
          assertThrows(
              CipherException.class,
              () -> PasswordKey.derive(scrypt, 32, new char[1], SecretMemory.onHeap()));
      assertEquals(
          "the encrypted private key asks for "
              + scrypt.label()
              + (why.equals("RFC")
                  ? "; RFC 7914 does not allow that"
                  : "; 128*N*r*p may be up to 256 MiB"),
          refused.getMessage());
    }

    @Test
    void largestParameters_areStillTaken() throws Exception {
      scrypt("salt", 262144, 8, 1).requireAffordable();
      scrypt("salt", 32768, 1, 64).requireAffordable();
    }

    private Scrypt scrypt(String salt, long cost, long blockSize, long parallelization) {
      return new Scrypt(
          Bytes.copyOf(salt.getBytes(StandardCharsets.US_ASCII)),
          cost,
          blockSize,
          parallelization,
          OptionalLong.empty());
    }
  }
}
