// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.core.bytes.Bytes;
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
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageOpenerTest {

  private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}";
  private static final int KEY_BITS = 2048;

  private final FakeCipher cipher = new FakeCipher();
  private final PackageOpener opener =
      new PackageOpener(cipher, SecretMemory.onHeap(), new JsonCodec());

  /** Takes the ciphertext for the plaintext, or refuses. */
  private static final class FakeCipher implements HybridCipher {

    private @Nullable CipherException refusal;
    private @Nullable SealedMessage asked;
    private @Nullable SecretBytes opened;

    @Override
    public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
        throws CipherException {
      asked = sealed;
      if (refusal != null) {
        throw refusal;
      }
      byte[] all = new byte[sealed.ciphertextAndTag().remaining()];
      sealed.ciphertextAndTag().duplicate().get(all);
      opened = memory.take(Arrays.copyOf(all, all.length - SealedMessage.TAG_BYTES));
      return opened;
    }

    @Override
    public SealedParts seal(
        PlaintextSource plaintext, OutputStream out, SealingKey recipient, SecretMemory memory) {
      throw new AssertionError("nothing is to be sealed");
    }

    @Override
    public RsaKeys keys() {
      throw new AssertionError("no key is to be made");
    }

    @Override
    public CipherDescription description() {
      throw new AssertionError("nobody asked");
    }
  }

  private static final class FakeKey implements OpeningKey {
    @Override
    public int sizeBits() {
      return KEY_BITS;
    }

    @Override
    public Bytes spki() {
      return Bytes.copyOf(new byte[0]);
    }

    @Override
    public void close() {}
  }

  private static ByteBuffer packageOf(byte[] plaintext, int wrappedKeyBytes) {
    String text =
        """
        {"version":"1.0","algorithm":"hybrid-aes256-rsa4096",\
        "encrypted_payload":{"ciphertext":"%s","nonce":"%s","tag":"%s"},\
        "encrypted_aes_key":"%s"}"""
            .formatted(
                base64(plaintext),
                base64(new byte[12]),
                base64(new byte[16]),
                base64(new byte[wrappedKeyBytes]));
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Opened<ChatResponse> open(String plaintext) throws Exception {
    ByteBuffer body = packageOf(plaintext.getBytes(UTF_8), KEY_BITS / 8);
    return opener.open(body, new FakeKey(), AnswerExpectation.none());
  }

  private Opened<ErasableChatResponse> openErasable(String plaintext) throws Exception {
    ByteBuffer body = packageOf(plaintext.getBytes(UTF_8), KEY_BITS / 8);
    return opener.openErasable(body, new FakeKey(), AnswerExpectation.none());
  }

  @Test
  void answer_isRead_andThePlaintextErased() throws Exception {
    Opened<ChatResponse> opened = open(ANSWER);
    assertEquals(Optional.of("Hi"), opened.answer().apply(null).firstText());
    assertThrows(IllegalStateException.class, cipher.opened::lend);
  }

  @Test
  void algorithms_areThoseOfThePackage() throws Exception {
    assertEquals(
        Map.of(
            "algorithm", "hybrid-aes256-rsa4096",
            "key_algorithm", "RSA-OAEP-SHA256",
            "payload_algorithm", "AES-256-GCM"),
        open(ANSWER).algorithms());
  }

  /** A router may write anything there, and reports are read by people. */
  @Test
  void tierThatNobodyKnows_isReportedWithoutItsName() throws Exception {
    assertEquals(
        Optional.of("unknown"),
        open("{\"_metadata\":{\"security_tier\":\"made up\"}}").tierServed());
    assertEquals(
        Optional.of("high"), open("{\"_metadata\":{\"security_tier\":\"high\"}}").tierServed());
  }

  @Test
  void longCiphertext_isReadWhereItStands_howeverItIsSpelt() throws Exception {
    String text = "Grüße ".repeat(1_000);
    byte[] plaintext = ANSWER.replace("Hi", text).getBytes(UTF_8);
    ByteBuffer plain = packageOf(plaintext, KEY_BITS / 8);
    String ciphertext = base64(plaintext);
    String escaped = "\\u%04x".formatted((int) ciphertext.charAt(0)) + ciphertext.substring(1);
    String all = UTF_8.decode(plain.duplicate()).toString();
    ByteBuffer spelt = ByteBuffer.wrap(all.replace(ciphertext, escaped).getBytes(UTF_8));
    for (ByteBuffer body : new ByteBuffer[] {plain, spelt}) {
      Opened<ChatResponse> opened = opener.open(body, new FakeKey(), AnswerExpectation.none());
      assertEquals(Optional.of(text), opened.answer().apply(null).firstText());
    }
  }

  @Test
  void erasableAnswer_holdsThePlaintext_untilItIsClosed() throws Exception {
    ErasableChatResponse answer = openErasable(ANSWER).answer().apply(null);
    assertEquals("Hi", answer.firstText().orElseThrow().toString());
    assertEquals(ANSWER, UTF_8.decode(answer.utf8()).toString());
    answer.close();
    assertThrows(IllegalStateException.class, cipher.opened::lend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1,\"a\":1}", "{\"_metadata\":[]}"})
  void plaintextThatIsRefused_isErased(String plaintext) {
    assertThrows(Exception.class, () -> open(plaintext));
    assertThrows(IllegalStateException.class, cipher.opened::lend);
    assertThrows(Exception.class, () -> openErasable(plaintext));
    assertThrows(IllegalStateException.class, cipher.opened::lend);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255, 257, 512})
  void wrappedKeyOfAnotherLength_isRefusedLikeAllElse_andNotTried(int wrappedKeyBytes) {
    ByteBuffer body = packageOf(ANSWER.getBytes(UTF_8), wrappedKeyBytes);
    UntrustedPackageException refused =
        assertThrows(
            UntrustedPackageException.class,
            () -> opener.open(body, new FakeKey(), AnswerExpectation.none()));
    assertNull(cipher.asked);
    cipher.refusal = CipherException.cannotOpen();
    UntrustedPackageException alike =
        assertThrows(UntrustedPackageException.class, () -> open(ANSWER));
    assertEquals(refused.getMessage(), alike.getMessage());
    assertNull(alike.getCause());
  }

  @Test
  void tokensFailure_saysNothingAgainstThePackage() {
    CipherException removed = CipherException.tokenFailed("the token was removed", null);
    cipher.refusal = removed;
    assertSame(removed, assertThrows(CipherException.class, () -> open(ANSWER)));
    assertSame(removed, assertThrows(CipherException.class, () -> openErasable(ANSWER)));
  }

  @Test
  void body_isLeftAsItWas() throws Exception {
    ByteBuffer body = packageOf(ANSWER.getBytes(UTF_8), KEY_BITS / 8);
    ByteBuffer before = ByteBuffer.allocate(body.remaining()).put(body.duplicate()).flip();
    opener.open(body, new FakeKey(), AnswerExpectation.none());
    assertEquals(before, body);
  }
}
