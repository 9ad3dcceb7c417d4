// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.MalformedPackageException;
import ai.nomyo.core.wire.PackageOpener;
import ai.nomyo.core.wire.PackageSealer;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.core.wire.UntrustedPackageException;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bit of a package is flipped and every end cut off: what opens has the right plaintext. */
class TamperedPackageTest {

  private static final String OPAQUE = "the package cannot be opened with this key";
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"canary-answer\"}}]}";
  private static final String PROCESSED_AT = "1765250382";
  private static final HybridCipher CIPHER = JcaHybridCipher.onJdk();
  private static final JsonCodec JSON = new JsonCodec();

  private static OpeningKey key;
  private static String text;

  @BeforeAll
  static void seal() throws Exception {
    key = CIPHER.keys().generate(2048);
    HybridCipher others = BcHybridCipher.create();
    JsonObject answer = JSON.read(ANSWER).asObject().orElseThrow();
    SegmentedBytes sealed =
        new PackageSealer(others, SecretMemory.onHeap(), JSON)
            .seal(answer, others.keys().readPublic(key.spki()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sealed.writeTo(bytes);
    text = bytes.toString(ISO_8859_1).replaceFirst("}$", ",\"processed_at\":" + PROCESSED_AT + "}");
  }

  @AfterAll
  static void close() {
    key.close();
  }

  /** What is inside, or why it was refused; any third thing fails the test. */
  private static Object opened(byte[] body) {
    try {
      return new PackageOpener(CIPHER, SecretMemory.onHeap(), JSON)
          .open(ByteBuffer.wrap(body), key, AnswerExpectation.none())
          .answer()
          .apply(null);
    } catch (MalformedPackageException | UntrustedPackageException refused) {
      Canary.assertAbsent(refused);
      return refused;
    } catch (CipherException tokenFailure) {
      throw new AssertionError("no token is there to fail", tokenFailure);
    }
  }

  private static Object opened(String body) {
    return opened(body.getBytes(ISO_8859_1));
  }

  private static void assertOpens(Object outcome) {
    ChatResponse response = assertInstanceOf(ChatResponse.class, outcome);
    assertEquals(Optional.of(Canary.ANSWER), response.firstText());
  }

  @Test
  void packageAsItWasSealed_opens() {
    assertOpens(opened(text));
  }

  @Test
  void truncationAtEveryLength_isMalformed() {
    for (int length = 0; length < text.length(); length++) {
      assertInstanceOf(MalformedPackageException.class, opened(text.substring(0, length)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ciphertext", "nonce", "tag", "encrypted_aes_key"})
  void everyBitOfASealedMember_isAuthenticated(String member) {
    byte[] value = Base64.getDecoder().decode(find(member).group(1));
    IntStream.range(0, 8 * value.length)
        .parallel()
        .forEach(bit -> assertOpaque(member, flipped(value, bit), bit));
  }

  @ParameterizedTest
  @CsvSource({"ciphertext, 1", "ciphertext, 0", "encrypted_aes_key, 1", "encrypted_aes_key, 0"})
  void memberOfAnotherLength_isRefusedAlike(String member, int kept) {
    byte[] value = Base64.getDecoder().decode(find(member).group(1));
    byte[] shorter = Arrays.copyOf(value, kept * (value.length - 1));
    assertOpaque(member, shorter, -1);
    assertOpaque(member, Arrays.copyOf(value, value.length + 1), -1);
  }

  private static void assertOpaque(String member, byte[] value, int bit) {
    Matcher place = find(member);
    String changed =
        text.substring(0, place.start(1))
            + Base64.getEncoder().encodeToString(value)
            + text.substring(place.end(1));
    UntrustedPackageException refused =
        assertInstanceOf(
            UntrustedPackageException.class, opened(changed), () -> member + ", bit " + bit);
    assertEquals(OPAQUE, refused.getMessage());
  }

  private static Matcher find(String member) {
    Matcher place = Pattern.compile('"' + member + "\":\"([^\"]+)\"").matcher(text);
    assertTrue(place.find(), member);
    return place;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  /**
   * Of the text itself, three places are not authenticated and may change without harm: the names
   * of the two members that may be absent, and the time that is a hint.
   */
  @Test
  void everyBitOfTheText_isRefused_unlessItMeansNothing() {
    byte[] body = text.getBytes(ISO_8859_1);
    IntStream.range(0, 8 * body.length)
        .parallel()
        .forEach(bit -> assertFlip(flipped(body, bit), bit));
  }

  private static void assertFlip(byte[] body, int bit) {
    Object outcome = opened(body);
    int at = bit / 8;
    if (meansNothing(at, body[at])) {
      assertOpens(outcome);
    } else {
      assertInstanceOf(
          Exception.class, outcome, () -> "bit " + bit + " of '" + text.charAt(at) + "'");
    }
  }

  private static boolean meansNothing(int at, byte flipped) {
    boolean legalInAString = flipped >= ' ' && flipped != '"' && flipped != '\\';
    return legalInAString
            && (isIn("key_algorithm\"", 1, at)
                || isIn("payload_algorithm\"", 1, at)
                || isIn("processed_at\"", 1, at))
        || isIn(PROCESSED_AT, 0, at) && isDigitThere(at, flipped);
  }

  /** Whether a place is in a part of the text, but for its last characters. */
  private static boolean isIn(String part, int last, int at) {
    int from = text.indexOf(part);
    return at >= from && at < from + part.length() - last;
  }

  /** No number starts with a zero. */
  private static boolean isDigitThere(int at, byte flipped) {
    boolean first = at == text.indexOf(PROCESSED_AT);
    return flipped >= (first ? '1' : '0') && flipped <= '9';
  }
}
