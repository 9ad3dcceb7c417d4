// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.SecretMemory;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

  @Test
  void closing_erasesTheArrayItOwns_once() {
    byte[] owned = {1, 2, 3};
    AtomicInteger released = new AtomicInteger();
    SecretBytes secret = new SecretBytes(ByteBuffer.wrap(owned), released::incrementAndGet);
    secret.close();
    secret.close();
    assertArrayEquals(new byte[3], owned);
    assertEquals(1, released.get());
    assertThrows(IllegalStateException.class, secret::lend);
    assertThrows(IllegalStateException.class, secret::stream);
  }

  @Test
  void closing_erasesLargeSecretsToTheLastByte() {
    byte[] owned = new byte[100_001];
    Arrays.fill(owned, (byte) 7);
    SecretBytes.owning(owned).close();
    assertArrayEquals(new byte[100_001], owned);
  }

  @Test
  void lentViews_shareTheBytesAndNotThePosition() {
    try (SecretBytes secret = SecretMemory.offHeap().allocate(2)) {
      secret.lend().put((byte) 7).put((byte) 8);
      assertEquals(7, secret.lend().get());
      assertEquals(2, secret.lend().remaining());
    }
  }

  @Test
  void bothKindsOfMemory_giveZeroedBytesOfTheSizeAsked() {
    for (SecretMemory memory : new SecretMemory[] {SecretMemory.offHeap(), SecretMemory.onHeap()}) {
      try (SecretBytes secret = memory.allocate(100)) {
        assertEquals(100, secret.size());
        assertEquals(ByteBuffer.allocate(100), secret.lend());
      }
      memory.allocate(0).close();
    }
    assertEquals(true, SecretMemory.offHeap().allocate(1).lend().isDirect());
  }

  @Test
  void wishesForAKindOfBuffer_areGrantedWhereNothingIsProtected() {
    for (SecretMemory.Kind kind : SecretMemory.Kind.values()) {
      boolean direct = kind == SecretMemory.Kind.DIRECT;
      assertEquals(direct, SecretMemory.onHeap().allocate(7, kind).lend().isDirect());
      assertEquals(true, SecretMemory.offHeap().allocate(7, kind).lend().isDirect());
      assertEquals(7, SecretMemory.onHeap().allocate(7, kind).size());
    }
    assertEquals(false, SecretMemory.onHeap().allocate(1).lend().isDirect());
  }

  @Test
  void largeSecret_isErasedToItsEndAndNotBeyond() {
    for (int size : new int[] {4095, 4096, 4097, 10_000}) {
      byte[] owned = new byte[size + 1];
      Arrays.fill(owned, (byte) 7);
      new SecretBytes(ByteBuffer.wrap(owned).limit(size), () -> {}).close();
      byte[] erased = new byte[size + 1];
      erased[size] = 7;
      assertArrayEquals(erased, owned);
    }
  }

  @Test
  void stream_readsTheBytesWhereTheyAre() throws Exception {
    try (SecretBytes secret = SecretBytes.owning(new byte[] {1, -1, 3});
        InputStream in = secret.stream()) {
      assertEquals(1, in.read());
      assertArrayEquals(new byte[] {-1, 3}, in.readNBytes(5));
      assertEquals(-1, in.read());
      assertEquals(-1, in.read(new byte[4]));
      assertEquals(0, in.read(new byte[0]), "as InputStream says");
    }
  }

  @Test
  void toString_showsTheSizeOnly() {
    assertEquals("SecretBytes[3 bytes]", SecretBytes.owning(new byte[] {65, 66, 67}).toString());
    assertEquals("Bytes[3 bytes]", Bytes.copyOf(new byte[] {65, 66, 67}).toString());
  }
}
