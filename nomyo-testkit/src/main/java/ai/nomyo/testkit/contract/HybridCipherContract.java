package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every {@link HybridCipher} must do. An adapter's test extends this class and says which
 * cipher is meant; JUnit 5 runs the rest.
 *
 * <p>Messages that no cipher would make are made with the JVM's default providers, which must offer
 * AES-GCM, RSA-OAEP and RSA and EC keys.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HybridCipherContract {

  /** The windows of the adapters we know; sizes around it are where an error would show. */
  private static final int WINDOW_BYTES = 48 * 1024;

  private static final int SMALL_KEY_BITS = 2048;
  private static final int SMALL_KEY_BYTES = SMALL_KEY_BITS / Byte.SIZE;
  private static final byte[] TEXT = {
    '{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0xBC, '"', '}'
  };
  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  private HybridCipher cipher;
  private OpeningKey openingKey;
  private SealingKey sealingKey;

  /** For subclasses. */
  protected HybridCipherContract() {}

  /** The cipher under test; asked for once per class. */
  protected abstract HybridCipher cipher();

  @BeforeAll
  void makeKeys() throws CipherException {
    cipher = cipher();
    openingKey = cipher.keys().generate(SMALL_KEY_BITS);
    sealingKey = cipher.keys().readPublic(openingKey.spki());
  }

  @AfterAll
  void closeKeys() {
    openingKey.close();
  }

  /** Files of the reference client. */
  @Nested
  class Golden {

    @TestFactory
    Stream<DynamicTest> everyReply_isOpened() {
      return tests(
          List.of("minimal", "parameters", "tools", "unicode"),
          name -> {
            JsonObject result = GoldenFiles.json("responses/good/" + name + ".result.json");
            assertEquals(
                withoutClientsMembers(result),
                opened("responses/good/" + name + ".package.json", "client"));
          });
    }

    @TestFactory
    Stream<DynamicTest> everyRequest_isOpened() {
      return tests(
          List.of("minimal", "parameters", "tools", "unicode"),
          name ->
              assertEquals(
                  GoldenFiles.json("requests/" + name + ".plaintext.json"),
                  opened("requests/" + name + ".package.json", "server")));
    }

    @TestFactory
    Stream<DynamicTest> everyBadReply_isRefused() throws CipherException {
      return tests(
          List.of(
              "ciphertext-bit",
              "key-bit",
              "nonce-bit",
              "tag-bit",
              "tag-12-bytes",
              "oaep-mgf1-sha1"),
          name -> {
            try (OpeningKey key = goldenKey("client")) {
              assertRefused(GoldenFiles.message("responses/bad/" + name + ".package.json"), key);
            }
          });
    }

    @Test
    void wrongKey_isRefused() throws CipherException {
      try (OpeningKey key = goldenKey("server")) {
        assertRefused(GoldenFiles.message("responses/good/minimal.package.json"), key);
      }
    }

    private JsonObject opened(String message, String owner) throws CipherException {
      try (OpeningKey key = goldenKey(owner);
          SecretBytes plaintext =
              cipher.open(GoldenFiles.message(message), key, SecretMemory.offHeap())) {
        return GoldenFiles.json(plaintext.lend());
      }
    }

    /** The result is what the reference client returned, with what it adds to the metadata. */
    private JsonObject withoutClientsMembers(JsonObject result) {
      JsonObject metadata =
          result
              .getObject("_metadata")
              .orElseThrow()
              .newBuilder()
              .remove("payload_id")
              .remove("processed_at")
              .remove("is_encrypted")
              .remove("encryption_algorithm")
              .build();
      return result.newBuilder().put("_metadata", metadata).build();
    }
  }

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
      assertEquals(SMALL_KEY_BYTES, parts.wrappedKey().size());
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

  /** Secrets that a cipher asked for and must give back. */
  @Nested
  class Memory {

    private final RecordingMemory memory = new RecordingMemory();

    @Test
    void sealing_holdsPlaintextInItAndClosesIt() throws Exception {
      cipher.seal(out -> out.write(TEXT), NOWHERE, sealingKey, memory);
      assertTrue(memory.handedOut() > 0);
      assertEquals(0, memory.open());
    }

    @Test
    void opening_leavesTheAnswerOnly() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      SecretBytes plaintext = cipher.open(sealed, openingKey, memory);
      assertEquals(1, memory.open());
      plaintext.close();
      assertEquals(0, memory.open());
    }
  }

  /** What must not be opened; every refusal is the same. */
  @Nested
  class Refusing {

    @Test
    void everyBitOfTheCiphertextAndTag_counts() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] original = array(sealed.ciphertextAndTag());
      assertEachRefused(
          flipped(original), changed -> withCiphertext(sealed, ByteBuffer.wrap(changed)));
    }

    @Test
    void everyBitOfTheNonce_counts() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      assertEachRefused(flipped(sealed.nonce().toArray()), changed -> withNonce(sealed, changed));
    }

    @Test
    void everyBitOfTheWrappedKey_counts() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      assertEachRefused(
          flipped(sealed.wrappedKey().toArray()), changed -> withWrappedKey(sealed, changed));
    }

    @Test
    void truncationAtEitherEnd_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] original = array(sealed.ciphertextAndTag());
      Stream<byte[]> cut =
          IntStream.range(0, original.length)
              .boxed()
              .flatMap(
                  size ->
                      Stream.of(
                          Arrays.copyOf(original, size),
                          Arrays.copyOfRange(original, original.length - size, original.length)));
      assertEachRefused(cut, changed -> withCiphertext(sealed, ByteBuffer.wrap(changed)));
    }

    @Test
    void anAddedByte_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] original = array(sealed.ciphertextAndTag());
      byte[] longer = Arrays.copyOf(original, original.length + 1);
      assertRefused(withCiphertext(sealed, ByteBuffer.wrap(longer)), openingKey);
    }

    @Test
    void emptyMessageWithoutItsTag_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> {});
      assertRefused(withCiphertext(sealed, ByteBuffer.allocate(0)), openingKey);
    }

    @Test
    void aLargeMessageTamperedAtItsEnd_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(new byte[3 * WINDOW_BYTES]));
      byte[] changed = array(sealed.ciphertextAndTag());
      changed[3 * WINDOW_BYTES - 1] ^= 1;
      assertRefused(withCiphertext(sealed, ByteBuffer.wrap(changed)), openingKey);
    }

    @Test
    void noncesOfOtherLengths_areRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] nonce = sealed.nonce().toArray();
      assertEachRefused(
          IntStream.range(0, 33).filter(size -> size != 12).mapToObj(size -> resized(nonce, size)),
          changed -> withNonce(sealed, changed));
    }

    @Test
    void wrappedKeysOfOtherLengths_areRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] key = sealed.wrappedKey().toArray();
      Stream<byte[]> changed =
          Stream.of(
              new byte[0],
              resized(key, 1),
              resized(key, key.length - 1),
              resized(key, key.length + 1),
              resized(key, 2 * key.length),
              new byte[key.length],
              Bytes.copyOf(leadingZero(key)).toArray());
      assertEachRefused(changed, other -> withWrappedKey(sealed, other));
    }

    /** The same number with a zero before it: another length, but a lenient cipher opens it. */
    private byte[] leadingZero(byte[] key) {
      byte[] longer = new byte[key.length + 1];
      System.arraycopy(key, 0, longer, 1, key.length);
      return longer;
    }

    @Test
    void anotherKeyOfTheSameSize_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      try (OpeningKey other = cipher.keys().generate(SMALL_KEY_BITS)) {
        assertRefused(sealed, other);
      }
    }

    @Test
    void aClosedKey_opensNothing() throws Exception {
      OpeningKey closed = copyOf(openingKey);
      SealedMessage sealed = seal(out -> out.write(TEXT));
      cipher.open(sealed, closed, SecretMemory.onHeap()).close();
      closed.close();
      closed.close();
      assertRefused(sealed, closed);
    }

    @Test
    void anotherCiphersKey_opensNothing() throws Exception {
      assertRefused(
          seal(out -> out.write(TEXT)), new ForeignKey(SMALL_KEY_BITS, openingKey.spki()));
    }

    @TestFactory
    Stream<DynamicTest> aesKeysOfOtherSizes_areRefused() throws Exception {
      assertControlOpens();
      return tests(
          List.of(1, 16, 24, 31, 33, 64),
          size ->
              assertRefused(
                  ReferenceSeal.standard().withKeyBytes(size).to(publicKey()), openingKey));
    }

    @TestFactory
    Stream<DynamicTest> oaepWithOtherParameters_isRefused() throws Exception {
      assertControlOpens();
      PSource none = PSource.PSpecified.DEFAULT;
      List<OAEPParameterSpec> others =
          List.of(
              ReferenceSeal.oaep("SHA-256", MGF1ParameterSpec.SHA1, none),
              ReferenceSeal.oaep("SHA-1", MGF1ParameterSpec.SHA256, none),
              ReferenceSeal.oaep("SHA-1", MGF1ParameterSpec.SHA1, none),
              ReferenceSeal.oaep("SHA-384", MGF1ParameterSpec.SHA384, none),
              ReferenceSeal.oaep(
                  "SHA-256", MGF1ParameterSpec.SHA256, new PSource.PSpecified(new byte[] {1})));
      return tests(
          others,
          oaep ->
              assertRefused(ReferenceSeal.standard().withOaep(oaep).to(publicKey()), openingKey));
    }

    /** Without it, a mistake in the reference would look like a refusal. */
    private void assertControlOpens() throws Exception {
      assertOpens(
          new byte[] {'{', '}'}, ReferenceSeal.standard().to(publicKey()), SecretMemory.onHeap());
    }

    private RSAPublicKey publicKey() throws GeneralSecurityException {
      return HybridCipherContract.publicKey(openingKey.spki());
    }

    private void assertEachRefused(Stream<byte[]> changes, Tampering tampering) {
      AtomicInteger count = new AtomicInteger();
      changes.forEach(
          changed -> {
            count.incrementAndGet();
            assertRefused(tampering.with(changed), openingKey);
          });
      assertTrue(count.get() > 0);
    }
  }

  /** What is opened and how it is handed over. */
  @Nested
  class Opening {

    @TestFactory
    Stream<DynamicTest> everyKindOfBuffer_isReadAndLeftAsItWas() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] ciphertext = array(sealed.ciphertextAndTag());
      int size = ciphertext.length;
      ByteBuffer inside = ByteBuffer.allocate(size + 7).position(3).put(ciphertext).flip();
      List<ByteBuffer> kinds =
          List.of(
              ByteBuffer.wrap(ciphertext),
              inside.position(3),
              inside.slice(3, size),
              ByteBuffer.wrap(ciphertext).asReadOnlyBuffer(),
              ByteBuffer.allocateDirect(size).put(ciphertext).flip());
      return tests(
          kinds,
          buffer -> {
            ByteBuffer before = buffer.duplicate();
            assertOpens(TEXT, withCiphertext(sealed, buffer), SecretMemory.onHeap());
            assertOpens(TEXT, withCiphertext(sealed, buffer), SecretMemory.offHeap());
            assertEquals(before.position(), buffer.position());
            assertEquals(before.limit(), buffer.limit());
            assertArrayEquals(ciphertext, array(buffer));
          });
    }

    @Test
    void thirtyTwoThreads_doNotDisturbEachOther() throws Exception {
      int threads = 32;
      CyclicBarrier start = new CyclicBarrier(threads);
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      try {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          byte[] plaintext = randomBytes(i * 1000);
          tasks.add(
              () -> {
                start.await(60, TimeUnit.SECONDS);
                for (int round = 0; round < 5; round++) {
                  assertOpens(plaintext, seal(out -> out.write(plaintext)), SecretMemory.offHeap());
                }
                return null;
              });
        }
        for (Future<Void> done : executor.invokeAll(tasks)) {
          done.get();
        }
      } finally {
        executor.shutdownNow();
      }
    }
  }

  /** Keys, made, read and written. */
  @Nested
  class Keys {

    private final RsaKeys keys = cipher.keys();

    @Test
    void generatedKey_hasTheSizeAndExponentAsked() throws Exception {
      RSAPublicKey key = publicKey(openingKey.spki());
      assertEquals(SMALL_KEY_BITS, openingKey.sizeBits());
      assertEquals(SMALL_KEY_BITS, key.getModulus().bitLength());
      assertEquals(BigInteger.valueOf(65537), key.getPublicExponent());
    }

    @Test
    void generatedKeys_differ() throws CipherException {
      try (OpeningKey other = keys.generate(SMALL_KEY_BITS)) {
        assertNotEquals(openingKey.spki(), other.spki());
      }
    }

    @TestFactory
    Stream<DynamicTest> impossibleSizes_areRefused() {
      return tests(
          List.of(Integer.MIN_VALUE, -1, 0, 1),
          size -> assertThrows(CipherException.class, () -> keys.generate(size)));
    }

    @Test
    void generatedKey_isWrittenForOtherProgramsToRead() throws Exception {
      RSAPrivateKey written = (RSAPrivateKey) privateKey(openingKey);
      assertEquals(publicKey(openingKey.spki()).getModulus(), written.getModulus());
    }

    @Test
    void writtenKey_opensWhatTheFirstOpened() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      try (OpeningKey copy = copyOf(openingKey);
          SecretBytes plaintext = cipher.open(sealed, copy, SecretMemory.onHeap())) {
        assertArrayEquals(TEXT, array(plaintext.lend()));
        assertEquals(openingKey.spki(), copy.spki());
        assertEquals(openingKey.sizeBits(), copy.sizeBits());
      }
    }

    @Test
    void goldenPrivateKey_isReadWithItsPublicHalfAndWrittenAsItWas() throws CipherException {
      try (OpeningKey key = goldenKey("client");
          SecretBytes written = keys.writePrivate(key)) {
        assertEquals(4096, key.sizeBits());
        assertEquals(Bytes.copyOf(GoldenFiles.pem("client/public_key.pem")), key.spki());
        assertArrayEquals(GoldenFiles.pem("client/private_key.pem"), array(written.lend()));
      }
    }

    @Test
    void privateEncoding_isLeftAsItWas() throws CipherException {
      byte[] original = GoldenFiles.pem("client/private_key.pem");
      for (SecretMemory memory : List.of(SecretMemory.onHeap(), SecretMemory.offHeap())) {
        try (SecretBytes pkcs8 = memory.allocate(original.length)) {
          pkcs8.lend().put(original);
          keys.readPrivate(pkcs8).close();
          assertArrayEquals(original, array(pkcs8.lend()));
        }
      }
    }

    @Test
    void writtenEncoding_isTheCallersOwn() throws CipherException {
      try (OpeningKey key = copyOf(openingKey);
          SecretBytes second = keys.writePrivate(key)) {
        keys.writePrivate(key).close();
        copyOf(key).close();
        keys.readPrivate(second).close();
      }
    }

    @Test
    void goldenPublicKey_isRead() throws CipherException {
      Bytes spki = Bytes.copyOf(GoldenFiles.pem("server/public_key.pem"));
      SealingKey key = keys.readPublic(spki);
      assertEquals(4096, key.sizeBits());
      assertEquals(spki, key.spki());
    }

    @Test
    void garbage_isNoKey() {
      assertNoPrivateKey(new byte[0]);
      assertNoPublicKey(new byte[0]);
      for (int size : new int[] {1, 2, 64, 294, 2375}) {
        assertNoPrivateKey(randomBytes(size));
        assertNoPublicKey(randomBytes(size));
      }
    }

    @Test
    void halvesOfThePair_areNotTakenForEachOther() {
      assertNoPrivateKey(GoldenFiles.pem("client/public_key.pem"));
      assertNoPublicKey(GoldenFiles.pem("client/private_key.pem"));
    }

    @Test
    void privateKey_truncatedAnywhere_isRefused() {
      byte[] original = GoldenFiles.pem("client/private_key.pem");
      IntStream.range(0, original.length)
          .forEach(size -> assertNoPrivateKey(Arrays.copyOf(original, size)));
    }

    @Test
    void publicKey_truncatedAnywhere_isRefused() {
      byte[] original = GoldenFiles.pem("client/public_key.pem");
      IntStream.range(0, original.length)
          .forEach(size -> assertNoPublicKey(Arrays.copyOf(original, size)));
    }

    @Test
    void bytesAfterTheKey_areRefused() {
      byte[] privateKey = GoldenFiles.pem("client/private_key.pem");
      byte[] publicKey = GoldenFiles.pem("client/public_key.pem");
      assertNoPrivateKey(Arrays.copyOf(privateKey, privateKey.length + 1));
      assertNoPublicKey(Arrays.copyOf(publicKey, publicKey.length + 1));
    }

    @Test
    void ellipticCurveKey_isRefused() throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      assertNoPrivateKey(pair.getPrivate().getEncoded());
      assertNoPublicKey(pair.getPublic().getEncoded());
    }

    /** The same numbers under RSASSA-PSS, which is for signatures only. */
    @Test
    void signatureKey_isRefused() {
      assertNoPrivateKey(forSignatures(GoldenFiles.pem("client/private_key.pem")));
      assertNoPublicKey(forSignatures(GoldenFiles.pem("client/public_key.pem")));
    }

    /** Turns 1.2.840.113549.1.1.1 (rsaEncryption) into 1.2.840.113549.1.1.10. */
    private byte[] forSignatures(byte[] der) {
      byte[] arc = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};
      for (int at = 0; at < 32; at++) {
        if (Arrays.equals(arc, Arrays.copyOfRange(der, at, at + arc.length))) {
          der[at + 8] = 10;
          return der;
        }
      }
      throw new AssertionError("no rsaEncryption in the key");
    }

    @Test
    void closedKey_isNotWritten() throws CipherException {
      OpeningKey closed = copyOf(openingKey);
      closed.close();
      assertThrows(CipherException.class, () -> keys.writePrivate(closed));
      assertEquals(openingKey.spki(), closed.spki());
    }

    @Test
    void anotherCiphersKey_isNotWritten() {
      ForeignKey foreign = new ForeignKey(SMALL_KEY_BITS, openingKey.spki());
      assertThrows(CipherException.class, () -> keys.writePrivate(foreign));
    }

    @Test
    void keys_showNoSecrets() {
      String shown = openingKey + " " + sealingKey + " " + cipher;
      assertTrue(shown.length() < 200, shown);
    }

    private void assertNoPrivateKey(byte[] der) {
      try (SecretBytes pkcs8 = SecretBytes.owning(der.clone())) {
        assertThrows(CipherException.class, () -> keys.readPrivate(pkcs8));
      }
    }

    private void assertNoPublicKey(byte[] der) {
      assertThrows(CipherException.class, () -> keys.readPublic(Bytes.copyOf(der)));
    }
  }

  /** One named case of many. */
  private interface Case<T> {
    void check(T value) throws Exception;
  }

  /** Something a stream does. */
  private interface Step {
    void run() throws IOException;
  }

  /** Puts changed bytes into a message. */
  private interface Tampering {
    SealedMessage with(byte[] changed);
  }

  private static <T> Stream<DynamicTest> tests(List<T> values, Case<T> test) {
    return values.stream()
        .map(value -> DynamicTest.dynamicTest("" + value, () -> test.check(value)));
  }

  private OpeningKey goldenKey(String owner) throws CipherException {
    try (SecretBytes pkcs8 = SecretBytes.owning(GoldenFiles.pem(owner + "/private_key.pem"))) {
      return cipher.keys().readPrivate(pkcs8);
    }
  }

  private OpeningKey copyOf(OpeningKey key) throws CipherException {
    try (SecretBytes pkcs8 = cipher.keys().writePrivate(key)) {
      return cipher.keys().readPrivate(pkcs8);
    }
  }

  private PrivateKey privateKey(OpeningKey key) throws CipherException, GeneralSecurityException {
    try (SecretBytes pkcs8 = cipher.keys().writePrivate(key)) {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(array(pkcs8.lend())));
    }
  }

  private static RSAPublicKey publicKey(Bytes spki) throws GeneralSecurityException {
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki.toArray()));
  }

  private SealedMessage seal(PlaintextSource plaintext) throws CipherException, IOException {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    return message(
        cipher.seal(plaintext, ciphertext, sealingKey, SecretMemory.offHeap()), ciphertext);
  }

  private static SealedMessage message(SealedParts parts, ByteArrayOutputStream ciphertext) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(ciphertext.toByteArray());
    whole.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(whole.toByteArray()));
  }

  private void assertOpens(byte[] expected, SealedMessage sealed, SecretMemory memory)
      throws CipherException {
    try (SecretBytes plaintext = cipher.open(sealed, openingKey, memory)) {
      assertArrayEquals(expected, array(plaintext.lend()));
    }
  }

  private void assertRefused(SealedMessage sealed, OpeningKey key) {
    RecordingMemory memory = new RecordingMemory();
    CipherException refusal =
        assertThrows(CipherException.class, () -> cipher.open(sealed, key, memory));
    assertEquals(CipherException.cannotOpen().getMessage(), refusal.getMessage());
    assertNull(refusal.getCause());
    assertEquals(0, refusal.getSuppressed().length);
    assertEquals(0, memory.open());
  }

  private static SealedMessage withCiphertext(SealedMessage sealed, ByteBuffer ciphertextAndTag) {
    return new SealedMessage(sealed.nonce(), sealed.wrappedKey(), ciphertextAndTag);
  }

  private static SealedMessage withNonce(SealedMessage sealed, byte[] nonce) {
    return new SealedMessage(Bytes.copyOf(nonce), sealed.wrappedKey(), sealed.ciphertextAndTag());
  }

  private static SealedMessage withWrappedKey(SealedMessage sealed, byte[] wrappedKey) {
    return new SealedMessage(sealed.nonce(), Bytes.copyOf(wrappedKey), sealed.ciphertextAndTag());
  }

  private static Stream<byte[]> flipped(byte[] original) {
    return IntStream.range(0, original.length * Byte.SIZE).mapToObj(bit -> flipped(original, bit));
  }

  private static byte[] flipped(byte[] original, int bit) {
    byte[] changed = original.clone();
    changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return changed;
  }

  private static byte[] resized(byte[] original, int size) {
    return Arrays.copyOf(original, size);
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.duplicate().get(array);
    return array;
  }

  private static PlaintextSource inPieces(byte[] plaintext, int size) {
    return out -> {
      for (int at = 0; at < plaintext.length; at += size) {
        if (size == 1) {
          out.write(plaintext[at]);
        } else {
          out.write(plaintext, at, Math.min(size, plaintext.length - at));
        }
      }
    };
  }

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException checked) {
      throw checked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
