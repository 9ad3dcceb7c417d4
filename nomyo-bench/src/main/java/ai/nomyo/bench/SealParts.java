package ai.nomyo.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What sealing cannot do without, each step alone and at its best: nothing is erased, and what can
 * be made once is made once.
 */
@State(Scope.Thread)
public class SealParts extends Chat {

  /** A multiple of three: base64 without padding; its text stays in the cache. */
  private static final int WINDOW_BYTES = 48 * 1024;

  private final JsonFactory json = new JsonFactory();
  private final Discarded discarded = new Discarded();
  private String content = "";
  private byte[][] windows = {};
  private byte[] base64 = {};
  private Yardstick cipher;

  /** Takes what it is given and counts it. */
  private static final class Discarded extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }

  /** Makes the key, the text and the buffers. */
  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    byte[] plaintext = utf8(request().json());
    content = content();
    cipher = Yardstick.of(backend, plaintext);
    windows = new byte[(plaintext.length + WINDOW_BYTES - 1) / WINDOW_BYTES][];
    for (int i = 0; i < windows.length; i++) {
      int from = i * WINDOW_BYTES;
      windows[i] =
          Arrays.copyOfRange(plaintext, from, Math.min(from + WINDOW_BYTES, plaintext.length));
    }
    base64 = new byte[WINDOW_BYTES / 3 * 4];
  }

  /** Writing the JSON, with nothing behind it. */
  @Benchmark
  public long json() throws IOException {
    try (JsonGenerator generator =
        json.createGenerator(ObjectWriteContext.empty(), discarded, JsonEncoding.UTF8)) {
      generator.writeStartObject();
      generator.writeName("model");
      generator.writeString("m");
      generator.writeName("messages");
      generator.writeStartArray();
      generator.writeStartObject();
      generator.writeName("role");
      generator.writeString("user");
      generator.writeName("content");
      generator.writeString(content);
      generator.writeEndObject();
      generator.writeEndArray();
      generator.writeEndObject();
    }
    return discarded.bytes;
  }

  /** AES-GCM over that JSON. */
  @Benchmark
  public Object gcm() throws GeneralSecurityException {
    return cipher.encrypt();
  }

  /** Base64 of as many bytes. */
  @Benchmark
  public int base64() {
    int chars = 0;
    for (byte[] window : windows) {
      chars += Base64.getEncoder().encode(window, base64);
    }
    return chars;
  }

  /** RSA-OAEP for a key of 4096 bits. */
  @Benchmark
  public byte[] wrap() throws GeneralSecurityException {
    return cipher.wrap();
  }
}
