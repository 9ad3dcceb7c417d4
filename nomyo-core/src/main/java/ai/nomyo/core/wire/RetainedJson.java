// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * An answer's JSON text but for its metadata, kept as the UTF-8 it came in: few ask for the text,
 * so it is put together for them only. Safe for use by many threads.
 */
final class RetainedJson implements Supplier<String> {

  private final ByteBuffer utf8;
  private final AnswerScan scan;
  private final JsonObject metadata;
  private final JsonCodec json;

  /**
   * A text with other metadata.
   *
   * @param utf8 from index 0 to its limit; belongs to this from now on
   * @param scan where the metadata stands
   * @param metadata takes its place
   */
  RetainedJson(ByteBuffer utf8, AnswerScan scan, JsonObject metadata, JsonCodec json) {
    this.utf8 = utf8;
    this.scan = scan;
    this.metadata = metadata;
    this.json = json;
  }

  @Override
  public String get() {
    byte[] inserted = (scan.metadataPrefix() + json.write(metadata)).getBytes(UTF_8);
    ByteBuffer before = utf8.slice(0, scan.metadataFrom());
    ByteBuffer behind = utf8.slice(scan.metadataTo(), utf8.limit() - scan.metadataTo());
    ByteBuffer whole =
        ByteBuffer.allocate(before.limit() + inserted.length + behind.limit())
            .put(before)
            .put(inserted)
            .put(behind);
    return new String(whole.array(), UTF_8);
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "RetainedJson[" + utf8.limit() + " bytes]";
  }
}
