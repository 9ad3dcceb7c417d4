// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/** Any bytes are an encrypted key that can be described, or are refused. */
class Pbes2FuzzTest {

  @FuzzTest
  void der(byte[] der) {
    try {
      Pbes2 protection = Pbes2.read(ByteBuffer.wrap(der));
      assertTrue(protection.encrypted().remaining() < der.length);
      assertTrue(protection.scheme().keyDerivation().length() < 200 + 3 * der.length);
      assertBounded(protection);
    } catch (CipherException refused) {
      assertTrue(refused.getMessage().length() < 200 + 3 * der.length, refused::getMessage);
    }
    assertWrapped(der);
  }

  /** Nothing is let through that costs more than is promised. */
  private static void assertBounded(Pbes2 protection) throws CipherException {
    if (protection.derivation() instanceof Pbkdf2 pbkdf2) {
      pbkdf2.prf();
      assertEquals(pbkdf2.count(), pbkdf2.iterations());
      assertTrue(pbkdf2.iterations() <= 10_000_000);
    }
    if (protection.derivation() instanceof Scrypt scrypt) {
      scrypt.requireAffordable();
      long blocks = Math.multiplyExact(scrypt.cost(), scrypt.blockSize());
      assertTrue(Math.multiplyExact(blocks, scrypt.parallelization()) <= 2 << 20);
    }
    Cbc cipher = protection.cipher();
    assertEquals(cipher.cipher().blockBytes(), cipher.iv().size());
  }

  private static void assertWrapped(byte[] pkcs1) {
    try (SecretBytes key = SecretBytes.owning(pkcs1.clone());
        SecretBytes pkcs8 = Pkcs1.toPkcs8(key, SecretMemory.onHeap())) {
      assertTrue(DerReader.isOneSequence(pkcs8.lend()));
    }
  }
}
