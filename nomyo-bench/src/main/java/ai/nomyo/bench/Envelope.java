// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Base64 and the JSON around it alone, over windows that stay in the processor's cache. */
@State(Scope.Thread)
public class Envelope extends Settings {

  /** A multiple of three: base64 without padding. */
  private static final int WINDOW_BYTES = 48 * 1024;

  private static final int WINDOW_CHARS = WINDOW_BYTES / 3 * 4;

  /** Bytes of the text inside. */
  @Param({"1000", "10000", "100000", "1000000", "9000000"})
  public int payloadBytes = 1000;

  private final JsonFactory factory = new JsonFactory();
  private final byte[] base64 = new byte[WINDOW_CHARS];
  private final byte[] decoded = new byte[WINDOW_BYTES];
  private byte[][] plaintext = {};
  private byte[][] encoded = {};
  private byte[] body = {};

  /** Makes the package. */
  @Setup(Level.Trial)
  public void prepare() {
    byte[] json = Chat.utf8(new Chat("ascii", payloadBytes).request().json());
    byte[] text = Base64.getEncoder().encode(json);
    plaintext = windows(json, WINDOW_BYTES);
    encoded = windows(text, WINDOW_CHARS);
    body =
        ("{\"version\":\"1.0\",\"encrypted_payload\":{\"ciphertext\":\""
                + new String(text, US_ASCII)
                + "\"}}")
            .getBytes(US_ASCII);
  }

  private static byte[][] windows(byte[] whole, int size) {
    byte[][] windows = new byte[(whole.length + size - 1) / size][];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = Arrays.copyOfRange(whole, i * size, Math.min((i + 1) * size, whole.length));
    }
    return windows;
  }

  /** Base64 of the plaintext's bytes. */
  @Benchmark
  public int encodeBase64() {
    int chars = 0;
    for (byte[] window : plaintext) {
      chars += Base64.getEncoder().encode(window, base64);
    }
    return chars;
  }

  /** The same back. */
  @Benchmark
  public int decodeBase64() {
    int bytes = 0;
    for (byte[] window : encoded) {
      bytes += Base64.getDecoder().decode(window, decoded);
    }
    return bytes;
  }

  /** Going through the package, without reading its texts. */
  @Benchmark
  public int scanEnvelope() {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
