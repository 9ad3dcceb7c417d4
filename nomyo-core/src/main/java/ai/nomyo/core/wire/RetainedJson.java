package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * An answer's JSON text, kept as the UTF-8 it came in: half of what a {@code String} may take, and
 * nothing is decoded for those who never ask. Safe for use by many threads.
 */
final class RetainedJson implements Supplier<String> {

  private final byte[] utf8;
  private final int metadataFrom;
  private final int metadataTo;
  private final byte[] metadata;

  /**
   * A text with other metadata.
   *
   * @param utf8 belongs to this from now on
   * @param scan where the metadata stands
   * @param metadata takes its place
   */
  RetainedJson(byte[] utf8, AnswerScan scan, String metadata) {
    this.utf8 = utf8;
    this.metadataFrom = scan.metadataFrom();
    this.metadataTo = scan.metadataTo();
    this.metadata = (scan.metadataPrefix() + metadata).getBytes(UTF_8);
  }

  @Override
  public String get() {
    int size = utf8.length - (metadataTo - metadataFrom) + metadata.length;
    ByteBuffer whole =
        ByteBuffer.allocate(size)
            .put(utf8, 0, metadataFrom)
            .put(metadata)
            .put(utf8, metadataTo, utf8.length - metadataTo);
    return new String(whole.array(), UTF_8);
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "RetainedJson[" + utf8.length + " bytes]";
  }
}
