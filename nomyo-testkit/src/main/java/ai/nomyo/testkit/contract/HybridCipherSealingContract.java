// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every cipher must do when it seals. */
abstract class HybridCipherSealingContract extends HybridCipherRefusalContract {

  /** What comes out of sealing. */
  @Nested
  class Sealing {

    @TestFactory
    Stream<DynamicTest> everySize_opensAgain() {
      return tests(
          List.of(
              0,
              1,
              15,
              16,
              17,
              WINDOW_BYTES - 1,
              WINDOW_BYTES,
              WINDOW_BYTES + 1,
              2 * WINDOW_BYTES,
              1024 * 1024 + 3),
          size -> {
            byte[] plaintext = randomBytes(size);
            for (int piece : new int[] {1, 7919, Math.max(size, 1)}) {
              assertOpensAgain(plaintext, piece, SecretMemory.onHeap());
              assertOpensAgain(plaintext, piece, SecretMemory.offHeap());
            }
          });
    }

    private void assertOpensAgain(byte[] plaintext, int piece, SecretMemory memory)
        throws CipherException, IOException {
      ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
      SealedParts parts = cipher.seal(inPieces(plaintext, piece), ciphertext, sealingKey, memory);
      assertEquals(plaintext.length, ciphertext.size());
      assertEquals(12, parts.nonce().size());
      assertEquals(16, parts.tag().size());
      assertEquals(SMALL_KEY_BITS / Byte.SIZE, parts.wrappedKey().size());
      assertOpens(plaintext, message(parts, ciphertext), memory);
    }

    @Test
    void piecesInsideAnArray_areTakenAsGiven() throws Exception {
      SealedMessage sealed =
          seal(
              out -> {
                out.write(TEXT, 2, 3);
                out.write(TEXT, 0, 0);
                out.write(TEXT, TEXT.length - 1, 1);
              });
      assertOpens(new byte[] {TEXT[2], TEXT[3], TEXT[4], TEXT[9]}, sealed, SecretMemory.onHeap());
    }

    @Test
    void bytesOutsideAnArray_areRefused() {
      assertThrows(IndexOutOfBoundsException.class, () -> seal(out -> out.write(TEXT, 8, 3)));
    }

    @Test
    void plaintext_isAskedForOnce() throws Exception {
      AtomicInteger asked = new AtomicInteger();
      seal(out -> asked.incrementAndGet());
      assertEquals(1, asked.get());
    }

    @Test
    void plaintext_isLeftAsItWas() throws Exception {
      byte[] plaintext = TEXT.clone();
      seal(out -> out.write(plaintext));
      assertArrayEquals(TEXT, plaintext);
    }

    @Test
    void ciphertextStream_isNeitherFlushedNorClosed() throws Exception {
      OutputStream sink =
          new ByteArrayOutputStream() {
            @Override
            public void flush() {
              fail("flushed");
            }

            @Override
            public void close() {
              fail("closed");
            }
          };
      cipher.seal(out -> out.write(TEXT), sink, sealingKey, SecretMemory.onHeap());
    }

    /** The keys are unwrapped to see them: wrapping alone makes equal ones look different. */
    @Test
    void everyMessage_hasAFreshKeyAndNonce() throws Exception {
      int messages = 64;
      PrivateKey key = privateKey(openingKey);
      Set<Bytes> seen = new HashSet<>();
      for (int i = 0; i < messages; i++) {
        SealedMessage sealed = seal(out -> out.write(TEXT));
        Bytes aesKey = ReferenceSeal.standard().unwrap(sealed.wrappedKey(), key);
        assertEquals(32, aesKey.size());
        seen.addAll(List.of(aesKey, sealed.nonce(), sealed.wrappedKey()));
      }
      assertEquals(3 * messages, seen.size());
    }

    @Test
    void anotherCiphersKey_isRefusedBeforeThePlaintextIsAskedFor() {
      assertThrows(
          CipherException.class,
          () ->
              cipher.seal(
                  out -> fail("asked"),
                  NOWHERE,
                  new ForeignKey(SMALL_KEY_BITS, openingKey.spki()),
                  SecretMemory.onHeap()));
    }

    /** OAEP with SHA-256 needs 66 bytes beside the 32 of the key. */
    @Test
    void keyTooSmallForOaep_isRefused() {
      assertThrows(
          CipherException.class,
          () -> {
            try (OpeningKey tiny = cipher.keys().generate(768)) {
              cipher.seal(
                  out -> fail("asked"),
                  NOWHERE,
                  cipher.keys().readPublic(tiny.spki()),
                  SecretMemory.onHeap());
            }
          });
    }
  }

  /** Streams that fail on the way. */
  @Nested
  class FailingStreams {

    private final List<Integer> places =
        List.of(0, 1, WINDOW_BYTES - 1, WINDOW_BYTES, WINDOW_BYTES + 1, 3 * WINDOW_BYTES);

    @TestFactory
    Stream<DynamicTest> sourcesIoException_comesThrough() {
      IOException failure = new IOException("source");
      return tests(
          places,
          place -> assertComesThrough(failure, writing(place, () -> rethrow(failure)), NOWHERE));
    }

    @TestFactory
    Stream<DynamicTest> sourcesRuntimeException_comesThrough() {
      RuntimeException failure = new IllegalArgumentException("source");
      return tests(
          places,
          place -> assertComesThrough(failure, writing(place, () -> rethrow(failure)), NOWHERE));
    }

    @TestFactory
    Stream<DynamicTest> sourcesError_comesThrough() {
      Error failure = new StackOverflowError();
      return tests(
          places,
          place -> assertComesThrough(failure, writing(place, () -> rethrow(failure)), NOWHERE));
    }

    @TestFactory
    Stream<DynamicTest> sinksIoException_comesThrough() {
      IOException failure = new IOException("sink");
      return tests(
          places,
          place ->
              assertComesThrough(
                  failure, writing(place + 1, () -> {}), sink(() -> rethrow(failure))));
    }

    @TestFactory
    Stream<DynamicTest> sinksRuntimeException_comesThrough() {
      RuntimeException failure = new IllegalStateException("sink");
      return tests(
          places,
          place ->
              assertComesThrough(
                  failure, writing(place + 1, () -> {}), sink(() -> rethrow(failure))));
    }

    /** A hole in the ciphertext must not get a valid tag. */
    @Test
    void sinksFailure_cannotBeHiddenByTheSource() {
      AtomicInteger writes = new AtomicInteger();
      OutputStream failingOnce =
          sink(
              () -> {
                if (writes.getAndIncrement() == 0) {
                  throw new IOException("sink");
                }
              });
      PlaintextSource hiding =
          out -> {
            for (int i = 0; i < 4; i++) {
              try {
                out.write(new byte[WINDOW_BYTES]);
              } catch (IOException hidden) {
                // Goes on as if nothing had happened.
              }
            }
          };
      assertThrows(
          IOException.class,
          () -> cipher.seal(hiding, failingOnce, sealingKey, SecretMemory.onHeap()));
    }

    private void assertComesThrough(
        Throwable failure, PlaintextSource plaintext, OutputStream ciphertext) {
      RecordingMemory memory = new RecordingMemory();
      assertSame(
          failure,
          assertThrows(
              Throwable.class, () -> cipher.seal(plaintext, ciphertext, sealingKey, memory)));
      assertEquals(0, memory.open());
    }

    private PlaintextSource writing(int bytes, Step then) {
      return out -> {
        out.write(new byte[bytes]);
        then.run();
      };
    }

    private OutputStream sink(Step onWrite) {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          onWrite.run();
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
          onWrite.run();
        }
      };
    }
  }
}
