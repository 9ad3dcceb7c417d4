// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SealedMessageTest {

  private record KeyOfSize(int sizeBits) implements OpeningKey {

    @Override
    public Bytes spki() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({"12, 512, 16, 4096", "12, 512, 17, 4096", "12, 257, 16, 2049", "12, 257, 16, 2056"})
  void sizesOfAKeysMessage_areAccepted(int nonce, int wrappedKey, int sealed, int keyBits) {
    assertDoesNotThrow(() -> message(nonce, wrappedKey, sealed).requireSizesFor(key(keyBits)));
  }

  @ParameterizedTest
  @CsvSource({
    "11, 512, 16, 4096",
    "13, 512, 16, 4096",
    "12, 511, 16, 4096",
    "12, 513, 16, 4096",
    "12, 256, 16, 2049",
    "12, 512, 15, 4096",
    "12, 512, 0, 4096"
  })
  void otherSizes_areRefusedAsEverythingIs(int nonce, int wrappedKey, int sealed, int keyBits) {
    CipherException refusal =
        assertThrows(
            CipherException.class,
            () -> message(nonce, wrappedKey, sealed).requireSizesFor(key(keyBits)));
    assertEquals(CipherException.cannotOpen().getMessage(), refusal.getMessage());
    assertNull(refusal.getCause());
  }

  private static OpeningKey key(int sizeBits) {
    return new KeyOfSize(sizeBits);
  }

  /** In a buffer with something before the message, and something behind it. */
  private static SealedMessage message(int nonce, int wrappedKey, int sealed) {
    return new SealedMessage(
        Bytes.copyOf(new byte[nonce]),
        Bytes.copyOf(new byte[wrappedKey]),
        ByteBuffer.allocate(sealed + 64).position(32).limit(32 + sealed));
  }
}
