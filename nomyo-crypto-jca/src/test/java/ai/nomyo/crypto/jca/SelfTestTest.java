// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.selftest.KnownAnswerTest;
import ai.nomyo.error.BackendUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** Ciphers with one fault each, which the known answers must show. */
final class SelfTestTest {

  /** A good cipher, to be spoilt. */
  private static class Spoilt implements HybridCipher {

    final HybridCipher good = JcaHybridCipher.onJdk();

    @Override
    public SealedParts seal(
        PlaintextSource plaintext, OutputStream ciphertext, SealingKey key, SecretMemory memory)
        throws CipherException, IOException {
      return good.seal(plaintext, ciphertext, key, memory);
    }

    @Override
    public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
        throws CipherException {
      return good.open(sealed, key, memory);
    }

    @Override
    public RsaKeys keys() {
      return good.keys();
    }

    @Override
    public CipherDescription description() {
      return good.description();
    }
  }

  @Test
  void goodCipher_passes() {
    KnownAnswerTest.check(new Spoilt());
  }

  @Test
  void cipherThatOpensToAnotherText_isCaught() {
    assertFailsAt(
        "opening a known message (RSA-OAEP, AES-GCM): the plaintext is another",
        new Spoilt() {
          @Override
          public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
              throws CipherException {
            SecretBytes plaintext = super.open(sealed, key, memory);
            plaintext.lend().put(3, (byte) 'x');
            return plaintext;
          }
        });
  }

  @Test
  void cipherThatSealsAnotherText_isCaught() {
    assertFailsAt(
        "sealing a message and opening it (RSA-OAEP, AES-GCM): the plaintext is another",
        new Spoilt() {
          @Override
          public SealedParts seal(
              PlaintextSource plaintext, OutputStream sink, SealingKey key, SecretMemory memory)
              throws CipherException, IOException {
            return super.seal(out -> out.write('x'), sink, key, memory);
          }
        });
  }

  @Test
  void cipherThatOverlooksTheTag_isCaught() {
    assertFailsAt(
        "refusing a changed tag (AES-GCM): it was accepted",
        new Spoilt() {
          @Override
          public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
              throws CipherException {
            try {
              return super.open(sealed, key, memory);
            } catch (CipherException overlooked) {
              return SecretBytes.owning(new byte[0]);
            }
          }
        });
  }

  @Test
  void cipherThatCannotSeal_isCaught() {
    assertFailsAt(
        "sealing a message and opening it (RSA-OAEP, AES-GCM): no",
        new Spoilt() {
          @Override
          public SealedParts seal(
              PlaintextSource plaintext, OutputStream sink, SealingKey key, SecretMemory memory)
              throws CipherException {
            throw new CipherException("no", null);
          }
        });
  }

  private static void assertFailsAt(String step, HybridCipher cipher) {
    BackendUnavailableException error =
        assertThrows(BackendUnavailableException.class, () -> KnownAnswerTest.check(cipher));
    assertEquals("crypto backend jdk failed its self-test at " + step, error.getMessage());
  }
}
