package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What opening cannot do without, each step alone and at its best: nothing is erased or compared,
 * and what can be made once is made once.
 */
@State(Scope.Thread)
public class OpenParts extends Chat {

  private static final int WINDOW_CHARS = 64 * 1024;

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private byte[] plaintext = {};
  private byte[] body = {};
  private byte[][] windows = {};
  private byte[] decoded = {};
  private Yardstick cipher;

  /** Makes the key, the texts and the buffers. */
  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    plaintext = utf8(answer());
    cipher = Yardstick.of(backend, plaintext);
    byte[] base64 = Base64.getEncoder().encode(plaintext);
    body = envelope(new String(base64, US_ASCII)).getBytes(US_ASCII);
    windows = new byte[(base64.length + WINDOW_CHARS - 1) / WINDOW_CHARS][];
    for (int i = 0; i < windows.length; i++) {
      int from = i * WINDOW_CHARS;
      windows[i] = Arrays.copyOfRange(base64, from, Math.min(from + WINDOW_CHARS, base64.length));
    }
    decoded = new byte[WINDOW_CHARS];
  }

  private static String envelope(String ciphertext) {
    return "{\"version\":\"1.0\",\"encrypted_payload\":{\"ciphertext\":\"" + ciphertext + "\"}}";
  }

  /** Going through the package, without reading its texts. */
  @Benchmark
  public int scan() {
    int tokens = 0;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /** Base64 of the ciphertext. */
  @Benchmark
  public int base64() {
    int bytes = 0;
    for (byte[] window : windows) {
      bytes += Base64.getDecoder().decode(window, decoded);
    }
    return bytes;
  }

  /** RSA-OAEP with a key of 4096 bits. */
  @Benchmark
  public byte[] unwrap() throws GeneralSecurityException {
    return cipher.unwrap();
  }

  /** AES-GCM over the ciphertext. */
  @Benchmark
  public Object gcm() throws GeneralSecurityException {
    return cipher.decrypt();
  }

  /** Reading the JSON into maps, lists and strings. */
  @Benchmark
  public Object json() {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), plaintext)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        object.put(name, value(parser));
      }
      return object;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser));
      }
      return array;
    }
    return parser.getString();
  }
}
