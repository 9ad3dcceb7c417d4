// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonFormat;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes JSON text (RFC 8259) with Jackson. Safe for use by many threads. */
public final class JsonCodec implements JsonFormat {

  /** The deepest nesting that is read or written. */
  public static final int MAX_DEPTH = 256;

  /** Jackson's errors go no further than here, but a flight recorder sees them thrown. */
  private static final ErrorReportConfiguration QUOTING_NOTHING =
      ErrorReportConfiguration.builder().maxErrorTokenLength(0).maxRawContentLength(0).build();

  /** UTF-8 only, as RFC 8259 wants it; buffers that held a prompt are erased. */
  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT, StreamWriteFeature.AUTO_CLOSE_TARGET)
          .recyclerPool(ErasingBuffers.POOL)
          .errorReportConfiguration(QUOTING_NOTHING)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /** Of names that share a hash Jackson keeps a hundred only, and refuses the text. */
  private final JsonFactory forText =
      factory.rebuild().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build();

  @Override
  public JsonValue read(String text) {
    try {
      checkEscapes(text);
      return parse(() -> forText.createParser(ObjectReadContext.empty(), new StringReader(text)));
    } catch (MalformedJsonException malformed) {
      throw new InvalidInputException(
          "JSON text", text.length() + " chars: " + malformed.getMessage(), "one JSON value");
    }
  }

  /** Of the digits of an escape Jackson looks at the lower bytes only. */
  private static void checkEscapes(String text) throws MalformedJsonException {
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
      int end = Math.min(at + 6, text.length());
      if (text.startsWith("u", at + 1) && text.substring(at, end).chars().anyMatch(c -> c > '~')) {
        throw new MalformedJsonException("not JSON: an escape has another than a hex digit", false);
      }
    }
  }

  /**
   * Reads one value from UTF-8.
   *
   * @throws MalformedJsonException if there is anything else, or the stream fails
   */
  public JsonValue read(InputStream utf8) throws MalformedJsonException {
    return parse(() -> parser(utf8));
  }

  private JsonValue parse(ParserSource source) throws MalformedJsonException {
    return reading(
        source,
        (parser, tree) -> {
          JsonValue value = tree.value();
          tree.end();
          if (tree.sawDuplicate()) {
            throw new MalformedJsonException("an object names a member twice", true);
          }
          return value;
        });
  }

  /** Opens a parser. */
  interface ParserSource {
    JsonParser open();
  }

  /** Reads a document whose first token the parser stands on. */
  interface DocumentReader<T> {
    T read(JsonParser parser, JsonTreeReader tree) throws MalformedJsonException;
  }

  /** Runs a reader; Jackson's errors, which quote the text, become ones that do not. */
  static <T> T reading(ParserSource source, DocumentReader<T> reader)
      throws MalformedJsonException {
    return reading(source, LongStrings.none(), TokenStreamLocation::getColumnNr, reader);
  }

  /** As the other, on a text without its long strings. */
  <T> T reading(ShortenedJson text, DocumentReader<T> reader) throws MalformedJsonException {
    return reading(() -> text.parser(this), text.longStrings(), text::column, reader);
  }

  private static <T> T reading(
      ParserSource source,
      LongStrings longStrings,
      ToLongFunction<TokenStreamLocation> column,
      DocumentReader<T> reader)
      throws MalformedJsonException {
    try (JsonParser parser = source.open()) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("there is no JSON value", false);
      }
      return reader.read(parser, new JsonTreeReader(parser, longStrings));
    } catch (JacksonException malformed) {
      throw new MalformedJsonException("not JSON" + at(malformed.getLocation(), column), false);
    }
  }

  private static String at(
      @Nullable TokenStreamLocation location, ToLongFunction<TokenStreamLocation> column) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + column.applyAsLong(location);
  }

  JsonParser parser(InputStream utf8) {
    return factory.createParser(ObjectReadContext.empty(), utf8);
  }

  JsonParser parser(byte[] utf8, int offset, int length) {
    return factory.createParser(ObjectReadContext.empty(), utf8, offset, length);
  }

  /** By way of UTF-8, so that the text has one form and survives being encoded. */
  @Override
  public String write(JsonValue value) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    try {
      write(value, utf8);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return utf8.toString(StandardCharsets.UTF_8);
  }

  /**
   * Writes a value as UTF-8; half of a surrogate pair is escaped. The stream is not closed.
   *
   * @throws IOException what the stream threw
   * @throws InvalidInputException if the value is nested too deeply, a member's name has half of a
   *     surrogate pair, or an erasable string in it is closed
   */
  public void write(JsonValue value, OutputStream out) throws IOException {
    try (JsonGenerator generator =
        factory.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      new Writing(generator, out).write(value);
    } catch (JacksonIOException stream) {
      throw stream.getCause();
    } catch (UncheckedIOException stream) {
      throw stream.getCause();
    } catch (JacksonException tooDeep) {
      throw tooDeep();
    }
  }

  static InvalidInputException tooDeep() {
    return new InvalidInputException(
        "JSON value", "one nested more deeply", "at most " + MAX_DEPTH + " levels");
  }

  /**
   * The writing of one value.
   *
   * @param out what the generator writes to
   */
  private record Writing(JsonGenerator generator, OutputStream out) {

    void write(JsonValue value) {
      if (value instanceof JsonObject object) {
        generator.writeStartObject();
        object.members().forEach(this::writeMember);
        generator.writeEndObject();
      } else if (value instanceof JsonArray array) {
        generator.writeStartArray();
        array.elements().forEach(this::write);
        generator.writeEndArray();
      } else if (value instanceof JsonString string) {
        writeString(string.value());
      } else if (value instanceof JsonErasableString string) {
        string.lend(this::writeString);
      } else if (value instanceof JsonNumber number) {
        generator.writeNumber(number.text());
      } else if (value instanceof JsonBoolean flag) {
        generator.writeBoolean(flag.value());
      } else {
        generator.writeNull();
      }
    }

    private void writeMember(String name, JsonValue member) {
      checkName(name);
      generator.writeName(name);
      write(member);
    }

    private void writeString(String text) {
      if (text.length() < LongStringWriter.LEAST_CHARS) {
        generator.writeString(text);
      } else {
        writeLong(strings -> strings.write(text));
      }
    }

    private void writeString(char[] text) {
      if (text.length < LongStringWriter.LEAST_CHARS) {
        generator.writeString(text, 0, text.length);
      } else {
        writeLong(strings -> strings.write(text));
      }
    }

    /** Past the generator, which writes what belongs before the value and gives all it has. */
    private void writeLong(LongText text) {
      generator.writeRawValue("");
      generator.flush();
      try (LongStringWriter strings = new LongStringWriter(out)) {
        text.writeTo(strings);
      } catch (IOException stream) {
        throw new UncheckedIOException(stream);
      }
    }
  }

  private interface LongText {
    void writeTo(LongStringWriter strings) throws IOException;
  }

  /** Jackson escapes half of a surrogate pair in a string; a name it would write as no UTF-8. */
  static void checkName(String name) {
    if (name.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new InvalidInputException(
          "JSON member name", "one with half of a surrogate pair", "whole characters");
    }
  }
}
