// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.sealing.WindowedSealing;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

/** Secrets lie outside the heap, and providers want arrays: those are erased, every one. */
class ArraysForProvidersTest {

  private final List<byte[]> seen = new ArrayList<>();

  /** Encrypts nothing; remembers the arrays in which it found or left a secret. */
  private final class Remembering extends UncheckedFailures {

    private int tagBytes = SealedMessage.TAG_BYTES;

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {
      seen.add(key.getEncoded());
      tagBytes = mode == Cipher.ENCRYPT_MODE ? SealedMessage.TAG_BYTES : -SealedMessage.TAG_BYTES;
    }

    @Override
    protected int engineGetOutputSize(int length) {
      return length + SealedMessage.TAG_BYTES;
    }

    @Override
    protected int engineUpdate(ByteBuffer input, ByteBuffer output) {
      return passed(input, output, input.remaining());
    }

    @Override
    protected int engineDoFinal(ByteBuffer input, ByteBuffer output) {
      return passed(input, output, input.remaining() + tagBytes);
    }

    private int passed(ByteBuffer input, ByteBuffer output, int outputBytes) {
      seen.add((tagBytes > 0 ? input : output).array());
      assertTrue(tagBytes < 0 || input.get(input.position()) == 'x', "the plaintext was there");
      input.position(input.limit());
      for (int i = 0; i < outputBytes; i++) {
        output.put((byte) 'x');
      }
      return outputBytes;
    }
  }

  private final HybridCipher cipher =
      new JcaHybridCipher(
          JcaBackend.of(
              new JcaProviders(
                  "remembering",
                  List.of(
                      new OfferingProvider("Remembering")
                          .offer("Cipher", "AES/GCM/NoPadding", Remembering::new),
                      Security.getProvider("SunJCE"),
                      Security.getProvider("SunRsaSign")))));

  private void assertErased(int arrays) {
    assertEquals(arrays, seen.size());
    seen.forEach(array -> assertArrayEquals(new byte[array.length], array));
  }

  @Test
  void keyAndWindows_areErased_whenTheMessageIsSealed() throws Exception {
    sealIn(SecretMemory.offHeap());
    assertErased(4);
  }

  /** Of the same array then, which is that of the memory and not one more. */
  @Test
  void windowOnTheHeap_isReadWhereItIs() throws Exception {
    List<byte[]> ours = new ArrayList<>();
    sealIn(
        sizeBytes -> {
          ours.add(new byte[sizeBytes]);
          return SecretBytes.owning(ours.get(ours.size() - 1));
        });
    assertErased(4);
    seen.stream().skip(1).forEach(array -> assertSame(ours.get(1), array));
  }

  private void sealIn(SecretMemory memory) throws Exception {
    byte[] plaintext =
        "x".repeat(2 * WindowedSealing.WINDOW_BYTES + 1).getBytes(StandardCharsets.US_ASCII);
    try (OpeningKey key = cipher.keys().generate(2048)) {
      cipher.seal(
          out -> out.write(plaintext),
          OutputStream.nullOutputStream(),
          cipher.keys().readPublic(key.spki()),
          memory);
    }
  }

  @Test
  void keyAndPlaintext_areErased_whenTheMessageIsOpened() throws Exception {
    HybridCipher jdk = JcaHybridCipher.onJdk();
    try (OpeningKey key = cipher.keys().generate(2048)) {
      SealedMessage sealed = Exchange.seal(jdk, jdk.keys().readPublic(key.spki()));
      try (var plaintext = cipher.open(sealed, key, SecretMemory.offHeap())) {
        assertEquals('x', plaintext.lend().get(0));
      }
      assertErased(2);
    }
  }
}
