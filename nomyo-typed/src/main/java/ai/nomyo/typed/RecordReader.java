// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.InvalidInputException;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.lang.reflect.Type;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON into Java. What the library throws quotes what it read, so it stays in here: only the
 * place and the type are told.
 */
final class RecordReader {

  /** Jackson's errors go no further than here, but a flight recorder sees them thrown. */
  private static final ErrorReportConfiguration QUOTING_NOTHING =
      ErrorReportConfiguration.builder().maxErrorTokenLength(0).maxRawContentLength(0).build();

  private final Leaves leaves = new Leaves();
  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                  .errorReportConfiguration(QUOTING_NOTHING)
                  .build())
          .addModule(leaves.module())
          .annotationIntrospector(new OneClassEach())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
          .changeDefaultVisibility(
              all ->
                  all.withFieldVisibility(Visibility.ANY)
                      .withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE)
                      .withSetterVisibility(Visibility.NONE))
          .build();

  /**
   * Looks at what {@link #value} would need for a type.
   *
   * @throws InvalidInputException if the model could choose a class
   */
  void prepare(Type type) {
    mapper.readerFor(mapper.constructType(type));
  }

  /** Makes schemas of what this reads. */
  SchemaMaker schemas() {
    return new SchemaMaker(mapper, leaves);
  }

  /** The one JSON value that a text holds. */
  JsonNode tree(String text) throws UnfitTextException {
    try {
      JsonNode tree = mapper.readTree(text);
      if (!tree.isMissingNode()) {
        return tree;
      }
    } catch (JacksonException | NumberFormatException quoting) {
      // Said below; the latter is of an exponent beyond an int.
    }
    throw new UnfitTextException("", "it is not one JSON value");
  }

  /**
   * The Java value of a JSON value that keeps the type's schema.
   *
   * @param path of the value
   */
  Object value(JsonNode json, Type type, String path) throws UnfitTextException {
    try {
      return mapper.readerFor(mapper.constructType(type)).readValue(json);
    } catch (JacksonException quoting) {
      throw new UnfitTextException(pathOf(path, quoting), problemOf(quoting));
    } catch (RuntimeException quoting) {
      throw new UnfitTextException(path, "refused with " + quoting.getClass().getSimpleName());
    }
  }

  /** After the check against the schema all names in it are the schema's. */
  private static String pathOf(String above, JacksonException e) {
    StringBuilder path = new StringBuilder(above);
    for (JacksonException.Reference step : e.getPath()) {
      path.append(path.isEmpty() || step.getIndex() >= 0 ? "" : ".")
          .append(step.getIndex() < 0 ? step.getPropertyName() : "[" + step.getIndex() + "]");
    }
    return path.toString();
  }

  private static String problemOf(JacksonException e) {
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return "refused by its constructor with " + e.getCause().getClass().getSimpleName();
    }
    return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? mismatch.getTargetType().getSimpleName() + " expected, something else given"
        : "its value is out of range";
  }
}
