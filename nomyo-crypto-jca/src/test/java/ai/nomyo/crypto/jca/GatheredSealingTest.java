// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

final class GatheredSealingTest {

  private final List<ByteBuffer> handedOut = new ArrayList<>();
  private final List<Boolean> wishes = new ArrayList<>();

  /** Remembers the buffers, so that they can be looked at after they were given back. */
  private final SecretMemory memory =
      new SecretMemory() {
        @Override
        public SecretBytes allocate(int sizeBytes) {
          ByteBuffer buffer = ByteBuffer.allocateDirect(sizeBytes);
          handedOut.add(buffer);
          return new SecretBytes(buffer, () -> {});
        }

        @Override
        public SecretBytes allocate(int sizeBytes, Kind preferred) {
          wishes.add(preferred == Kind.DIRECT);
          return allocate(sizeBytes);
        }
      };

  private final JcaBackend backend = ConscryptBackend.create();
  private final AesGcm gcm = new AesGcm(backend.providers(), backend.random());
  private final ErasableKey key = ErasableKey.fresh(backend.random(), SecretMemory.onHeap());
  private final Bytes nonce = gcm.freshNonce();

  @Test
  void whatComesOut_isWhatWentIn_whereverTheBufferGrows() throws Exception {
    for (int size : new int[] {0, 1, 16_367, 16_368, 16_369, 32_752, 32_753, 100_000, 3_000_000}) {
      byte[] plaintext = new byte[size];
      new Random(size).nextBytes(plaintext);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GatheredSealing stream = stream(out)) {
        int half = size / 2;
        stream.write(plaintext, 0, half);
        for (int i = half; i < Math.min(size, half + 3); i++) {
          stream.write(plaintext[i]);
        }
        int rest = Math.min(size, half + 3);
        stream.write(plaintext, rest, size - rest);
        out.writeBytes(stream.finish().toArray());
      }
      ByteBuffer opened = ByteBuffer.allocate(size);
      gcm.decrypt(key, nonce, ByteBuffer.wrap(out.toByteArray()), opened);
      assertArrayEquals(plaintext, opened.array());
    }
    assertTrue(wishes.size() > 9 && !wishes.contains(false), wishes.toString());
  }

  @Test
  void largestMessage_meetsNoLargerBuffer_andMoreThanThatIsNoMatter() throws Exception {
    byte[] half = new byte[5 * 1024 * 1024];
    try (GatheredSealing stream = stream(OutputStream.nullOutputStream())) {
      stream.write(half);
      stream.write(half);
      assertEquals(GatheredSealing.LARGEST_BYTES, handedOut.get(handedOut.size() - 1).capacity());
      stream.write('x');
      stream.write('x');
      assertEquals(
          4 * GatheredSealing.LARGEST_BYTES, handedOut.get(handedOut.size() - 1).capacity());
    }
  }

  @Test
  void everyBufferOnTheWay_isErased() throws Exception {
    byte[] secret = new byte[70_000];
    Arrays.fill(secret, (byte) 'x');
    try (GatheredSealing stream = stream(OutputStream.nullOutputStream())) {
      stream.write(secret, 0, 16_000);
      stream.write(secret, 0, 54_000);
      assertEquals(2, handedOut.size());
      assertEquals(ByteBuffer.allocate(handedOut.get(0).capacity()), handedOut.get(0));
      assertEquals('x', handedOut.get(1).get(69_999));
      stream.finish();
      assertTrue(handedOut.get(1).mismatch(ByteBuffer.wrap(secret)) < 16, "still plaintext");
    }
    assertEquals(ByteBuffer.allocate(handedOut.get(1).capacity()), handedOut.get(1));
  }

  @Test
  void nothingIsTakenAfterTheEnd() throws Exception {
    GatheredSealing stream = stream(OutputStream.nullOutputStream());
    stream.finish();
    assertThrows(IOException.class, () -> stream.write('x'));
    assertThrows(IOException.class, () -> stream.write(new byte[3]));
    // Not the provider's refusal: it is not even asked, for the second time with one nonce.
    assertEquals(
        "the plaintext was complete, or failed, before",
        assertThrows(IOException.class, stream::finish).getMessage());
    stream.close();
  }

  @Test
  void providersFailure_isACipherExceptionAndTheBufferIsErased() throws Exception {
    try (GatheredSealing stream =
        new GatheredSealing(
            Cipher.getInstance("AES/GCM/NoPadding"), OutputStream.nullOutputStream(), memory)) {
      stream.write('x');
      assertThrows(CipherException.class, stream::finish);
    }
    assertEquals(0, handedOut.get(0).get(0));
  }

  private GatheredSealing stream(OutputStream sink) throws Exception {
    // Conscrypt keeps no state between two ciphers, so one nonce will do for a test.
    return new GatheredSealing(gcm.encrypting(key, nonce), sink, memory);
  }
}
