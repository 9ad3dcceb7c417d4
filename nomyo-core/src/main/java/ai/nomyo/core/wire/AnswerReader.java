package ai.nomyo.core.wire;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an opened answer, compares its payload id and adds what the client knows to its {@code
 * _metadata}. All other text is retained as it came.
 */
final class AnswerReader {

  private final SealedPackage sealed;
  private final Optional<String> payloadId;
  private final JsonCodec json;

  AnswerReader(SealedPackage sealed, Optional<String> payloadId, JsonCodec json) {
    this.sealed = sealed;
    this.payloadId = payloadId;
    this.json = json;
  }

  ChatResponse read(SecretBytes plaintext)
      throws MalformedPackageException, UntrustedPackageException {
    AnswerScan scan = wellFormed(() -> AnswerScan.of(plaintext, json));
    JsonObject metadata = checked(scan.members(), scan.duplicate());
    JsonObject object = scan.members().newBuilder().put(AnswerScan.METADATA, metadata).build();
    return ChatResponse.of(object, textWith(metadata, scan, plaintext));
  }

  /**
   * Reads the answer as one that can be erased.
   *
   * @param plaintext the answer's from now on, unless this throws
   * @param memory where the texts go
   */
  ErasableChatResponse readErasable(SecretBytes plaintext, SecretMemory memory)
      throws MalformedPackageException, UntrustedPackageException {
    AnswerOutline outline = wellFormed(() -> AnswerOutline.of(plaintext, json));
    JsonObject metadata = checked(outline.members(), outline.duplicate());
    JsonObject object = outline.members().newBuilder().put(AnswerScan.METADATA, metadata).build();
    return new ErasableAnswer(
        ChatResponse.of(object, json.write(object)),
        plaintext,
        AnswerTexts.of(plaintext.lend(), outline.texts(), memory));
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

  /** The metadata, completed, of an answer that may be trusted. */
  private JsonObject checked(JsonObject members, boolean duplicate)
      throws MalformedPackageException, UntrustedPackageException {
    if (duplicate) {
      throw new UntrustedPackageException("the answer names a member twice");
    }
    return completed(metadataOf(members));
  }

  private static JsonObject metadataOf(JsonObject members) throws MalformedPackageException {
    JsonValue metadata = members.get(AnswerScan.METADATA).orElse(JsonNull.NULL);
    if (metadata == JsonNull.NULL) {
      return JsonObject.empty();
    }
    return metadata
        .asObject()
        .orElseThrow(() -> new MalformedPackageException("the answer's _metadata is no object"));
  }

  /** "The client then adds to _metadata" (docs/protocol.md, section 4). */
  private JsonObject completed(JsonObject metadata) throws UntrustedPackageException {
    JsonValue inner = metadata.get("payload_id").orElse(JsonNull.NULL);
    Optional<JsonValue> sent = payloadId.map(JsonString::new);
    if (sent.isPresent() && inner != JsonNull.NULL && !inner.equals(sent.get())) {
      throw new UntrustedPackageException("the answer belongs to another request");
    }
    JsonValue processedAt = metadata.get("processed_at").orElse(JsonNull.NULL);
    return metadata
        .newBuilder()
        .put("payload_id", sent.orElse(inner))
        .put("processed_at", sealed.processedAt().<JsonValue>map(n -> n).orElse(processedAt))
        .put("is_encrypted", true)
        .put("encryption_algorithm", sealed.algorithm())
        .build();
  }

  private String textWith(JsonObject metadata, AnswerScan scan, SecretBytes plaintext) {
    String before = text(plaintext, 0, scan.metadataFrom());
    String after = text(plaintext, scan.metadataTo(), plaintext.size());
    return before + scan.metadataPrefix() + json.write(metadata) + after;
  }

  private static String text(SecretBytes plaintext, int from, int to) {
    ByteBuffer content = plaintext.lend();
    byte[] utf8 = new byte[to - from];
    content.get(from, utf8);
    try {
      return new String(utf8, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }
}
