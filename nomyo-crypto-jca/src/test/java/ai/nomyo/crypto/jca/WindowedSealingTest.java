// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

final class WindowedSealingTest {

  private final byte[] window = new byte[WindowedSealing.WINDOW_BYTES];
  private final byte[] secret = new byte[WindowedSealing.WINDOW_BYTES];

  @Test
  void fullWindow_isErasedBeforeTheSinkSeesItsCiphertext() throws Exception {
    Arrays.fill(secret, (byte) 'x');
    ByteArrayOutputStream ciphertext =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] source, int offset, int length) {
            assertErased();
            super.write(source, offset, length);
          }
        };
    WindowedSealing stream = stream(ciphertext);
    stream.write(secret);
    assertEquals(secret.length, ciphertext.size());
  }

  @Test
  void lastWindow_isErased() throws Exception {
    WindowedSealing stream = stream(OutputStream.nullOutputStream());
    stream.write('x');
    assertEquals('x', window[0]);
    stream.finish();
    assertErased();
  }

  @Test
  void windowOutsideTheHeap_isErased_alsoAfterAFullOne() throws Exception {
    ByteBuffer direct = ByteBuffer.allocateDirect(WindowedSealing.WINDOW_BYTES);
    WindowedSealing stream = stream(OutputStream.nullOutputStream(), direct);
    Arrays.fill(secret, (byte) 'x');
    stream.write(secret);
    stream.write(secret, 0, 1000);
    stream.finish();
    assertEquals(ByteBuffer.allocate(direct.capacity()), direct);
  }

  @Test
  void nothingIsTakenAfterTheEnd() throws Exception {
    WindowedSealing stream = stream(OutputStream.nullOutputStream());
    stream.finish();
    assertThrows(IOException.class, () -> stream.write('x'));
    assertThrows(IOException.class, () -> stream.write(secret));
    assertThrows(IOException.class, stream::finish);
    assertErased();
  }

  @Test
  void nothingIsTakenAfterClosing() throws Exception {
    WindowedSealing stream = stream(OutputStream.nullOutputStream());
    stream.close();
    assertThrows(IOException.class, () -> stream.write('x'));
    assertErased();
  }

  @Test
  void bytesBeyondTheLimit_areNotTouched() throws Exception {
    byte[] larger = new byte[WindowedSealing.WINDOW_BYTES + 1];
    larger[WindowedSealing.WINDOW_BYTES] = 'y';
    WindowedSealing stream =
        stream(
            OutputStream.nullOutputStream(),
            ByteBuffer.wrap(larger, 0, WindowedSealing.WINDOW_BYTES));
    stream.write(new byte[2 * WindowedSealing.WINDOW_BYTES]);
    stream.finish();
    assertEquals('y', larger[WindowedSealing.WINDOW_BYTES]);
  }

  private void assertErased() {
    assertArrayEquals(new byte[window.length], window);
  }

  private WindowedSealing stream(OutputStream sink) throws GeneralSecurityException {
    return stream(sink, ByteBuffer.wrap(window));
  }

  private static WindowedSealing stream(OutputStream sink, ByteBuffer window)
      throws GeneralSecurityException {
    SecureRandom random = new SecureRandom();
    Cipher cipher =
        new AesGcm(JcaProviders.ofJdk(), random)
            .encrypting(
                ErasableKey.fresh(random, SecretMemory.onHeap()),
                Bytes.copyOf(new byte[SealedMessage.NONCE_BYTES]));
    return new WindowedSealing(cipher, sink, window);
  }
}
