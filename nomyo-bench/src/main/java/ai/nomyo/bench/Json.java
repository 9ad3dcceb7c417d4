// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON alone: Jackson at its best, where nothing is erased, checked or compared, and what is faster
 * than that for one long text.
 */
@State(Scope.Thread)
public class Json extends Settings {

  /** UTF-8 bytes of the text in JSON. */
  @Param({"1000", "10000", "100000", "1000000", "9000000"})
  public int payloadBytes = 1000;

  /** The kind of text. */
  @Param({"ascii", "unicode", "code"})
  public String text = "ascii";

  private static final String CONTENT = "\"content\":\"";

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private final Discarded discarded = new Discarded();
  private final JsonCodec codec = new JsonCodec();
  private JsonObject request = JsonObject.builder().build();
  private String content = "";
  private byte[] answer = {};

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

  /** Makes the text. */
  @Setup(Level.Trial)
  public void prepare() {
    Chat chat = new Chat(text, payloadBytes);
    content = chat.content();
    request = chat.request().json();
    answer = Chat.utf8(chat.answer());
  }

  /** Writing a request, with nothing behind it. */
  @Benchmark
  public long writeJson() throws IOException {
    discarded.bytes = 0;
    try (JsonGenerator generator =
        factory.createGenerator(ObjectWriteContext.empty(), discarded, JsonEncoding.UTF8)) {
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

  /** Writing the same with our own codec, which is faster from some thousand characters on. */
  @Benchmark
  public long writeRequest() throws IOException {
    discarded.bytes = 0;
    codec.write(request, discarded);
    return discarded.bytes;
  }

  /** Decoding the one long text only, of which it is known that it stands for itself. */
  @Benchmark
  public String decodeText() {
    String chars = new String(answer, ISO_8859_1);
    int from = chars.indexOf(CONTENT) + CONTENT.length();
    int to = chars.indexOf('"', from);
    return new String(answer, from, to - from, UTF_8);
  }

  /** Reading an answer into maps, lists and strings. */
  @Benchmark
  public Object readJson() {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), answer)) {
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
