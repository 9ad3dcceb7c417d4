// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.sealing;

import static ai.nomyo.core.sealing.WindowedSealing.WINDOW_BYTES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowedSealingTest {

  private static final byte[] TAG = "sixteen bytes..!".getBytes(StandardCharsets.US_ASCII);

  private final CipherException refusal = new CipherException("refused", null);
  private final byte[] array = new byte[WINDOW_BYTES];
  private final SecretMemory onThatArray = sizeBytes -> SecretBytes.owning(array);
  private final byte[] secret = new byte[WINDOW_BYTES];

  WindowedSealingTest() {
    Arrays.fill(secret, (byte) 'x');
  }

  /** Keeps three bytes back, as ciphers may, and leaves its array at an offset. */
  private static final class Inverting implements WindowCipher {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<Integer> windows = new ArrayList<>();

    @Override
    public ByteBuffer update(ByteBuffer window) {
      take(window);
      byte[] all = kept.toByteArray();
      kept.reset();
      kept.write(all, all.length - 3, 3);
      return atAnOffset(Arrays.copyOf(all, all.length - 3));
    }

    @Override
    public ByteBuffer finish(ByteBuffer window) {
      take(window);
      kept.writeBytes(TAG);
      return atAnOffset(kept.toByteArray());
    }

    private void take(ByteBuffer window) {
      windows.add(window.remaining());
      while (window.hasRemaining()) {
        kept.write(~window.get());
      }
    }

    private static ByteBuffer atAnOffset(byte[] ciphertext) {
      return ByteBuffer.allocate(ciphertext.length + 7)
          .position(4)
          .slice()
          .position(3)
          .put(ciphertext)
          .flip()
          .position(3);
    }
  }

  /** Takes some of the window and refuses. */
  private final class Refusing implements WindowCipher {

    @Override
    public ByteBuffer update(ByteBuffer window) throws CipherException {
      return finish(window);
    }

    @Override
    public ByteBuffer finish(ByteBuffer window) throws CipherException {
      window.position(window.remaining() / 2);
      throw refusal;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49_151, 49_152, 49_153, 98_304, 200_000})
  void whatComesOut_isWhatTheCipherMadeOfIt_withoutTheTag(int size) throws Exception {
    byte[] plaintext = new byte[size];
    new Random(size).nextBytes(plaintext);
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    Inverting cipher = new Inverting();
    Bytes tag =
        seal(
            out -> {
              for (int i = 0; i < Math.min(size, 5); i++) {
                out.write(plaintext[i]);
              }
              out.write(plaintext, Math.min(size, 5), Math.max(0, size - 5));
            },
            ciphertext,
            cipher);
    for (int i = 0; i < size; i++) {
      plaintext[i] = (byte) ~plaintext[i];
    }
    assertArrayEquals(plaintext, ciphertext.toByteArray());
    assertEquals(Bytes.copyOf(TAG), tag);
    assertEquals(size / WINDOW_BYTES + 1, cipher.windows.size());
    assertEquals(size % WINDOW_BYTES, cipher.windows.get(cipher.windows.size() - 1));
  }

  @Test
  void windowThatASingleByteFills_isPassedOn() throws Exception {
    Inverting cipher = new Inverting();
    seal(
        out -> {
          out.write(secret, 1, WINDOW_BYTES - 1);
          out.write('x');
          assertEquals(List.of(WINDOW_BYTES), cipher.windows);
          out.write('x');
        },
        OutputStream.nullOutputStream(),
        cipher);
    assertEquals(List.of(WINDOW_BYTES, 1), cipher.windows);
  }

  @Test
  void fullWindow_isErasedBeforeTheSinkSeesItsCiphertext() throws Exception {
    ByteArrayOutputStream ciphertext = afterErasure();
    seal(
        out -> {
          out.write(secret);
          assertEquals(WINDOW_BYTES - 3, ciphertext.size());
        },
        ciphertext,
        new Inverting());
  }

  @Test
  void lastWindow_isErasedBeforeTheSinkSeesItsCiphertext() throws Exception {
    ByteArrayOutputStream ciphertext = afterErasure();
    seal(
        out -> {
          out.write('x');
          assertEquals('x', array[0]);
        },
        ciphertext,
        new Inverting());
    assertEquals(1, ciphertext.size());
  }

  private ByteArrayOutputStream afterErasure() {
    return new ByteArrayOutputStream() {
      @Override
      public void write(byte[] source, int offset, int length) {
        assertErased();
        super.write(source, offset, length);
      }
    };
  }

  @Test
  void windowOutsideTheHeap_isErased_alsoAfterAFullOne() throws Exception {
    ByteBuffer direct = ByteBuffer.allocateDirect(WINDOW_BYTES);
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int b) {
            fail("one byte at a time");
          }

          @Override
          public void write(byte[] source, int offset, int length) {
            assertEquals(ByteBuffer.allocate(WINDOW_BYTES), direct);
          }
        };
    WindowedSealing.seal(
        out -> {
          out.write(secret);
          out.write(secret, 0, 1000);
        },
        sink,
        new Inverting(),
        sizeBytes -> new SecretBytes(direct, () -> {}));
  }

  /** Memory may lend more than was asked for, and others may use what is beyond. */
  @Test
  void bytesBeyondTheLimit_areNotTouched() throws Exception {
    byte[] larger = new byte[WINDOW_BYTES + 1];
    larger[WINDOW_BYTES] = 'y';
    Inverting cipher = new Inverting();
    WindowedSealing.seal(
        out -> out.write(new byte[2 * WINDOW_BYTES]),
        OutputStream.nullOutputStream(),
        cipher,
        sizeBytes -> new SecretBytes(ByteBuffer.wrap(larger, 0, sizeBytes), () -> {}));
    assertEquals('y', larger[WINDOW_BYTES]);
    assertEquals(List.of(WINDOW_BYTES, WINDOW_BYTES, 0), cipher.windows);
  }

  @Test
  void nothingIsTakenAfterTheEnd() throws Exception {
    List<OutputStream> kept = new ArrayList<>();
    seal(kept::add, OutputStream.nullOutputStream(), new Inverting());
    assertThrows(IOException.class, () -> kept.get(0).write('x'));
    assertThrows(IOException.class, () -> kept.get(0).write(secret));
    assertErased();
  }

  @Test
  void closedByTheSource_isRefused() {
    Inverting cipher = new Inverting();
    assertThrows(
        IOException.class,
        () -> seal(OutputStream::close, OutputStream.nullOutputStream(), cipher));
    assertEquals(List.of(), cipher.windows);
  }

  @Test
  void refusalOfAFullWindow_comesOutAsItIs() {
    assertSame(
        refusal,
        assertThrows(
            CipherException.class,
            () -> seal(out -> out.write(secret), OutputStream.nullOutputStream(), new Refusing())));
  }

  @Test
  void refusalOfTheLastWindow_comesOutAsItIs() {
    assertSame(
        refusal,
        assertThrows(
            CipherException.class,
            () -> seal(out -> out.write('x'), OutputStream.nullOutputStream(), new Refusing())));
  }

  @Test
  void refusal_cannotBeHiddenByTheSource_andTheWindowIsErasedAtOnce() {
    assertThrows(
        IOException.class,
        () ->
            seal(
                out -> {
                  assertThrows(IOException.class, () -> out.write(secret));
                  assertErased();
                  assertThrows(IOException.class, () -> out.write('x'));
                },
                OutputStream.nullOutputStream(),
                new Refusing()));
  }

  private void assertErased() {
    assertArrayEquals(new byte[WINDOW_BYTES], array);
  }

  private Bytes seal(PlaintextSource plaintext, OutputStream ciphertext, WindowCipher cipher)
      throws CipherException, IOException {
    return WindowedSealing.seal(plaintext, ciphertext, cipher, onThatArray);
  }
}
