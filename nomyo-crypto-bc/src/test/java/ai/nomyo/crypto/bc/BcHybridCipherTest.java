package ai.nomyo.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BcHybridCipherTest {

  private static final byte[] TEXT = {1, 2, 3};

  @Test
  void hostsProviders_areTheSameBeforeAndAfter() throws Exception {
    List<?> before = List.of(Security.getProviders());
    HybridCipher cipher = BcHybridCipher.create();
    roundTrip(cipher, cipher);
    assertEquals(before, List.of(Security.getProviders()));
  }

  @Test
  void keyOfOneInstance_isGoodForAnother() throws Exception {
    roundTrip(BcHybridCipher.create(), BcHybridCipher.create());
  }

  private static void roundTrip(HybridCipher maker, HybridCipher user) throws Exception {
    try (OpeningKey key = maker.keys().generate(2048);
        SecretBytes plaintext = user.open(sealed(maker, key), key, SecretMemory.offHeap())) {
      byte[] opened = new byte[plaintext.size()];
      plaintext.lend().get(opened);
      assertArrayEquals(TEXT, opened);
    }
  }

  private static SealedMessage sealed(HybridCipher cipher, OpeningKey key) throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(
            out -> out.write(TEXT),
            ciphertext,
            cipher.keys().readPublic(key.spki()),
            SecretMemory.offHeap());
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }
}
