// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.ResponseMetadata;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import ai.nomyo.report.SecurityReport;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an opened answer, compares it with what was expected and adds what the client knows to its
 * {@code _metadata}. All other text is retained as it came.
 */
final class AnswerReader {

  private final SealedPackage sealed;
  private final AnswerExpectation expected;
  private final JsonCodec json;

  AnswerReader(SealedPackage sealed, AnswerExpectation expected, JsonCodec json) {
    this.sealed = sealed;
    this.expected = expected;
    this.json = json;
  }

  /**
   * Reads the answer. Its text is retained where the ciphertext was, which nobody needs any more:
   * an array of that size takes longer to be made than to be filled.
   */
  Opened<ChatResponse> read(SecretBytes plaintext)
      throws MalformedPackageException, UntrustedPackageException {
    byte[] room = sealed.message().ciphertextAndTag().array();
    boolean read = false;
    try {
      plaintext.lend().get(room, 0, plaintext.size());
      Opened<ChatResponse> opened = read(ByteBuffer.wrap(room, 0, plaintext.size()));
      read = true;
      return opened;
    } finally {
      if (!read) {
        Arrays.fill(room, (byte) 0);
      }
    }
  }

  /**
   * @param utf8 belongs to the response from now on
   */
  private Opened<ChatResponse> read(ByteBuffer utf8)
      throws MalformedPackageException, UntrustedPackageException {
    AnswerScan scan = scan(utf8);
    JsonObject inner = metadataOf(scan.members(), scan.duplicate());
    JsonObject metadata = completed(inner);
    JsonObject object = scan.members().newBuilder().put(AnswerScan.METADATA, metadata).build();
    RetainedJson text = new RetainedJson(utf8, scan, metadata, json);
    List<String> findings = expected.compare(inner, new ResponseMetadata(metadata));
    return opened(metadata, findings, report -> ChatResponse.of(object, text, report));
  }

  private AnswerScan scan(ByteBuffer utf8) throws MalformedPackageException {
    try (ShortenedJson text = ShortenedJson.of(utf8)) {
      checkUtf8(text.isUtf8());
      return wellFormed(() -> AnswerScan.of(text, json));
    }
  }

  /**
   * Reads the answer as one that can be erased.
   *
   * @param plaintext the answer's from now on, unless this throws
   * @param memory where the texts go
   */
  Opened<ErasableChatResponse> readErasable(SecretBytes plaintext, SecretMemory memory)
      throws MalformedPackageException, UntrustedPackageException {
    checkUtf8(StrictUtf8.matches(plaintext.lend()));
    AnswerOutline outline = wellFormed(() -> AnswerOutline.of(plaintext, json));
    JsonObject inner = metadataOf(outline.members(), outline.duplicate());
    JsonObject metadata = completed(inner);
    JsonObject object = outline.members().newBuilder().put(AnswerScan.METADATA, metadata).build();
    List<String> findings = expected.compare(inner, new ResponseMetadata(metadata));
    AnswerTexts texts = AnswerTexts.of(plaintext.lend(), outline.texts(), memory);
    return opened(
        metadata,
        findings,
        report ->
            new ErasableAnswer(
                ChatResponse.of(object, () -> json.write(object), report), plaintext, texts));
  }

  private <T> Opened<T> opened(
      JsonObject metadata, List<String> findings, Function<SecurityReport, T> answer) {
    return new Opened<>(
        PackageFormat.algorithms(sealed.algorithm()),
        new ResponseMetadata(metadata).securityTier().map(AnswerExpectation::known),
        findings,
        answer);
  }

  /** Jackson takes some of what is none, so that its tree would differ from the text. */
  private static void checkUtf8(boolean utf8) throws MalformedPackageException {
    if (!utf8) {
      throw new MalformedPackageException("what was sealed is not UTF-8");
    }
  }

  private interface Reading<T> {
    T read() throws MalformedJsonException;
  }

  private static <T> T wellFormed(Reading<T> reading) throws MalformedPackageException {
    try {
      return reading.read();
    } catch (MalformedJsonException malformed) {
      throw new MalformedPackageException("what was sealed is " + malformed.getMessage());
    }
  }

  private static JsonObject metadataOf(JsonObject members, boolean duplicate)
      throws MalformedPackageException, UntrustedPackageException {
    if (duplicate) {
      throw new UntrustedPackageException("the answer names a member twice");
    }
    JsonValue metadata = members.get(AnswerScan.METADATA).orElse(JsonNull.NULL);
    if (metadata == JsonNull.NULL) {
      return JsonObject.empty();
    }
    return metadata
        .asObject()
        .orElseThrow(() -> new MalformedPackageException("the answer's _metadata is no object"));
  }

  /** "The client then adds to _metadata" (docs/protocol.md, section 4). */
  private JsonObject completed(JsonObject metadata) {
    JsonValue inner = metadata.get("payload_id").orElse(JsonNull.NULL);
    Optional<JsonValue> sent = expected.payloadId().map(JsonString::new);
    JsonValue processedAt = metadata.get("processed_at").orElse(JsonNull.NULL);
    return metadata
        .newBuilder()
        .put("payload_id", sent.orElse(inner))
        .put("processed_at", sealed.processedAt().<JsonValue>map(n -> n).orElse(processedAt))
        .put("is_encrypted", true)
        .put("encryption_algorithm", sealed.algorithm())
        .build();
  }
}
