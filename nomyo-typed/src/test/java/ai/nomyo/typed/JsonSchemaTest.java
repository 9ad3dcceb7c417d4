// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the model is told of a record. */
class JsonSchemaTest {

  private static String schema(Class<?> type) {
    return Nomyo.json().write(JsonSchema.of(type));
  }

  /** The schema of a record whose components have these schemas, with ' for ". */
  private static String object(String... nameAndSchema) {
    StringBuilder properties = new StringBuilder();
    StringBuilder required = new StringBuilder();
    for (int i = 0; i < nameAndSchema.length; i += 2) {
      String comma = i == 0 ? "" : ",";
      String name = "'" + nameAndSchema[i] + "'";
      properties.append(comma).append(name).append(':').append(nameAndSchema[i + 1]);
      required.append(comma).append(name);
    }
    return ("{'type':'object','properties':{"
            + properties
            + "},'required':["
            + required
            + "],'additionalProperties':false}")
        .replace('\'', '"');
  }

  private static final String POINT = object("x", "{'type':'integer'}");

  /** The same with a definition. */
  private static String defining(String object, String name, String definition) {
    String without = object.substring(0, object.length() - 1);
    return (without + ",'$defs':{'" + name + "':" + definition + "}}").replace('\'', '"');
  }

  record Plain(
      String text,
      boolean flag,
      int count,
      Long large,
      BigInteger huge,
      double ratio,
      BigDecimal exact,
      UUID id,
      URI link) {}

  @Test
  void everyComponent_isRequired_andNothingElseAllowed() {
    String integer = "{'type':'integer'}";
    String number = "{'type':'number'}";
    String string = "{'type':'string'}";
    assertEquals(
        object(
            "text",
            string,
            "flag",
            "{'type':'boolean'}",
            "count",
            integer,
            "large",
            integer,
            "huge",
            integer,
            "ratio",
            number,
            "exact",
            number,
            "id",
            "{'type':'string','format':'uuid'}",
            "link",
            string),
        schema(Plain.class));
  }

  record Times(
      LocalDate day,
      LocalTime time,
      LocalDateTime local,
      OffsetDateTime offset,
      Instant instant,
      Duration duration) {}

  @Test
  void datesAndTimes_areStringsWithAFormat_orAPatternWhereThereIsNone() {
    String moment = "{'type':'string','format':'date-time'}";
    String time = "\\\\d{2}:\\\\d{2}(:\\\\d{2}(\\\\.\\\\d{1,9})?)?$'}";
    assertEquals(
        object(
            "day",
            "{'type':'string','format':'date'}",
            "time",
            "{'type':'string','pattern':'^" + time,
            "local",
            "{'type':'string','pattern':'^\\\\d{4}-\\\\d{2}-\\\\d{2}T" + time,
            "offset",
            moment,
            "instant",
            moment,
            "duration",
            "{'type':'string','format':'duration'}"),
        schema(Times.class));
  }

  enum Colour {
    RED,
    @JsonProperty("grün")
    GREEN;

    @Override
    public String toString() {
      return "not this";
    }
  }

  record Point(int x) {}

  record MayBeNull(
      Optional<String> text,
      @Nullable String other,
      @Nullable Integer number,
      @Nullable Colour colour,
      Optional<Point> point,
      @Nullable List<Point> points) {}

  @Test
  void whatMayBeNull_saysSo_andIsRequired() {
    String string = "{'type':['string','null']}";
    assertEquals(
        defining(
            object(
                "text",
                string,
                "other",
                string,
                "number",
                "{'type':['integer','null']}",
                "colour",
                "{'anyOf':[{'type':'null'},{'type':'string','enum':['RED','grün']}]}",
                "point",
                "{'anyOf':[{'type':'null'},{'$ref':'#/$defs/Point'}]}",
                "points",
                "{'type':['array','null'],'items':{'$ref':'#/$defs/Point'}}"),
            "Point",
            POINT),
        schema(MayBeNull.class));
  }

  record Described(
      @Description("the first") String one,
      @Description("the second") Shape two,
      @Description("the third") Shape three,
      @JsonProperty("vier") int four) {}

  @Description("a shape")
  record Shape(int corners) {}

  @Test
  void descriptions_areTold_andNeverBesideAReference() {
    String shape =
        "{'type':'object','description':'a shape',"
            + object("corners", "{'type':'integer'}").substring("{'type':'object',".length());
    assertEquals(
        defining(
            object(
                "one",
                "{'type':'string','description':'the first'}",
                "two",
                "{'description':'the second','anyOf':[{'$ref':'#/$defs/Shape'}]}",
                "three",
                "{'description':'the third','anyOf':[{'$ref':'#/$defs/Shape'}]}",
                "vier",
                "{'type':'integer'}"),
            "Shape",
            shape),
        schema(Described.class));
  }

  record Node(String name, List<Node> children, @Nullable Node next) {}

  @Test
  void recursion_isAReference() {
    assertEquals(
        object(
            "name",
            "{'type':'string'}",
            "children",
            "{'type':'array','items':{'$ref':'#'}}",
            "next",
            "{'anyOf':[{'type':'null'},{'$ref':'#'}]}"),
        schema(Node.class));
  }

  record Maps(Map<Colour, Point> points, Map<Colour, Integer> counts) {}

  @Test
  void mapOfConstants_hasAllOfThem() {
    String point = "{'$ref':'#/$defs/Point'}";
    String integer = "{'type':'integer'}";
    assertEquals(
        defining(
            object(
                "points",
                object("RED", point, "grün", point),
                "counts",
                object("RED", integer, "grün", integer)),
            "Point",
            POINT),
        schema(Maps.class));
  }

  record Box<T>(T content) {}

  record Generic(Box<Point> point, Box<List<String>> texts, Set<Colour> colours, int[] numbers) {}

  @Test
  void generics_areResolved() {
    assertEquals(
        object(
            "point",
            object("content", POINT),
            "texts",
            object("content", "{'type':'array','items':{'type':'string'}}"),
            "colours",
            "{'type':'array','items':{'type':'string','enum':['RED','grün']}}",
            "numbers",
            "{'type':'array','items':{'type':'integer'}}"),
        schema(Generic.class));
  }

  record Empty() {}

  @Test
  void nothing_isAnObjectWithoutMembers() {
    assertEquals(object(), schema(Empty.class));
  }

  static class Fields {
    private String name = "";
    static int none;
    transient int neither;
  }

  static class MoreFields extends Fields {
    int number;
  }

  @Test
  void classes_areTheirFields_inheritedOnesToo() {
    String string = "{'type':'string'}";
    assertEquals(object("name", string, "number", "{'type':'integer'}"), schema(MoreFields.class));
  }

  record OfObject(Point point, List<Box<Object>> items) {}

  record OfInterface(Supplier<String> supplier) {}

  record OfOpenMap(@Nullable Map<String, Integer> scores) {}

  record OfRawList(@SuppressWarnings("rawtypes") List raw) {}

  record OfBytes(Optional<byte[]> bytes) {}

  record OfSmall(byte small) {}

  record OfOptionalInt(OptionalInt number) {}

  record OfDefinition(OfObject one, OfObject two) {}

  static final class Unfillable {
    final int number = System.identityHashCode(this);
  }

  record OfUnfillable(Unfillable[] several) {}

  abstract static class Abstract {}

  record OfAbstract(Abstract part) {}

  final class Inner {}

  record OfInner(Inner inner) {}

  enum Numbered {
    ONE;

    @JsonValue
    int number() {
      return 1;
    }
  }

  record OfNumbered(Numbered numbered) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
  static class Animal {}

  static class Cat extends Animal {}

  static class Dog extends Animal {}

  record OfSubtypes(List<Animal> animals) {}

  record OfReadOnly(@JsonProperty(access = JsonProperty.Access.READ_ONLY) String text) {}

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(OfNumbered.class, "OfNumbered.numbered: given Numbered,"),
        arguments(OfSubtypes.class, "OfSubtypes.animals[].@type: given an annotation"),
        arguments(OfReadOnly.class, "OfReadOnly.text: given an annotation"),
        arguments(OfObject.class, "OfObject.items[].content: given Object,"),
        arguments(OfInterface.class, "OfInterface.supplier: given Supplier<String>,"),
        arguments(OfOpenMap.class, "OfOpenMap.scores: given Map<String,Integer>,"),
        arguments(OfRawList.class, "OfRawList.raw[]: given Object,"),
        arguments(OfBytes.class, "OfBytes.bytes: given byte[],"),
        arguments(OfSmall.class, "OfSmall.small: given byte,"),
        arguments(OfOptionalInt.class, "OfOptionalInt.number: given OptionalInt,"),
        arguments(OfDefinition.class, "OfDefinition.one.items[].content: given Object,"),
        arguments(OfUnfillable.class, "OfUnfillable.several[]: given Unfillable,"),
        arguments(OfAbstract.class, "OfAbstract.part: given Abstract,"),
        arguments(OfInner.class, "OfInner.inner: given Inner,"),
        arguments(Box.class, "Box.content: given Object,"),
        arguments(Runnable.class, "Runnable: given Runnable,"),
        arguments(String.class, "String: given no object in JSON,"),
        arguments(Colour.class, "Colour: given no object in JSON,"),
        arguments(int[].class, "int[]: given no object in JSON,"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatHasNoStrictSchema_isNamed_withItsPath(Class<?> type, String message) {
    String refusal =
        assertThrows(InvalidInputException.class, () -> JsonSchema.of(type)).getMessage();
    assertTrue(refusal.replaceAll("[\\w.]+[.$](?=[A-Z])", "").startsWith(message), refusal);
  }

  @Test
  void schemaIsMadeOnce() {
    assertSame(JsonSchema.of(Point.class), JsonSchema.of(Point.class));
  }
}
