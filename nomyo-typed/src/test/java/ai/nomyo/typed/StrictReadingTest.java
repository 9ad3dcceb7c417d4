// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.UnfitAnswerException;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What a text must be to become a record, and what is said when it is not. */
class StrictReadingTest {

  private static final String SECRET = "canary-secret";

  private static <T> T read(Class<T> type, String text) {
    FakeChat chat = new FakeChat().text(text);
    return TypedChat.on(chat).create(FakeChat.asking("x"), type).value();
  }

  /** What is wrong with a text; nothing that is thrown or hangs on it quotes the text. */
  private static String problem(Class<?> type, String text) {
    UnfitAnswerException unfit =
        assertThrows(UnfitAnswerException.class, () -> read(type, text), text);
    assertEquals(text, unfit.text());
    assertEquals(Optional.of("the-payload-id"), unfit.payloadId());
    assertNull(unfit.getCause());
    StringWriter trace = new StringWriter();
    unfit.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("canary"), trace::toString);
    String start = "the model's text is no " + type.getSimpleName() + ": ";
    assertTrue(unfit.getMessage().startsWith(start), unfit::getMessage);
    return unfit.getMessage().substring(start.length());
  }

  enum Colour {
    RED,
    @JsonProperty("grün")
    GREEN
  }

  record Line(String text, double price, @Nullable Colour colour) {
    Line {
      if (price < 0) {
        throw new IllegalArgumentException("no price for " + text);
      }
    }
  }

  record Invoice(String number, int positions, Optional<String> note, List<Line> lines) {}

  private static String invoice(String line) {
    return "{\"number\":\"7\",\"positions\":1,\"note\":null,\"lines\":[" + line + "]}";
  }

  @Test
  void fittingText_isTheRecord() {
    assertEquals(
        new Invoice(
            "7",
            2,
            Optional.of("n"),
            List.of(new Line("a", 1.5, Colour.GREEN), new Line("b", 2, null))),
        read(
            Invoice.class,
            """
             {"lines":[{"text":"a","price":1.5,"colour":"grün"},
                       {"text":"b","price":2,"colour":null}],
              "number":"7","positions":2,"note":"n"}
            """));
    assertEquals(
        new Invoice("7", 1, Optional.empty(), List.of()), read(Invoice.class, invoice("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary-secret",
        "canary-secret {}",
        "{} canary-secret",
        "{}{}",
        "```json\n{\"number\":\"canary-secret\"}\n```",
        "{\"number\":\"canary-secret\",\"number\":\"canary-secret\"}",
        "{\"number\":\"canary-secret\"",
        "{number:1}",
        "// canary\n{}",
        "{\"positions\":01}",
        " ",
        "NaN"
      })
  void whatIsNotOneJsonValue_isUnfit(String text) {
    assertEquals("it is not one JSON value", problem(Invoice.class, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\1',
      value = {
        "[]|an object expected, an array given",
        "null|an object expected, null given",
        "\"canary\"|an object expected, a string given",
        "{}|number: missing",
        "{\"number\":7}|number: a string expected, a whole number given",
        "{\"number\":null}|number: a string expected, null given",
        "{\"number\":\"canary\",\"positions\":null}|positions: a whole number expected, null given",
        "{\"number\":\"\",\"positions\":\"1\"}|positions: a whole number expected, a string given",
        "{\"number\":\"\",\"positions\":1.0}|positions: a whole number expected, a number given",
        "{\"number\":\"\",\"positions\":true}|positions: a whole number expected, a boolean given",
        "{\"number\":\"\",\"positions\":1,\"note\":[]}"
            + "|note: a string or null expected, an array given",
        "{\"number\":\"\",\"positions\":1,\"note\":null,\"lines\":{}}"
            + "|lines: an array expected, an object given",
        "{\"number\":\"\",\"positions\":1,\"note\":null,\"lines\":[],\"canary\":1}"
            + "|unknown members: 1",
        "{\"number\":\"\",\"positions\":9999999999,\"note\":null,\"lines\":[]}"
            + "|positions: its value is out of range",
      })
  void wrongMember_isNamed_withWhatWasExpected(String text, String problem) {
    assertEquals(problem, problem(Invoice.class, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\1',
      value = {
        "null|lines[1]: an object expected, null given",
        "{\"text\":\"canary\"}|lines[1].price: missing",
        "{\"text\":\"a\",\"price\":1,\"colour\":\"canary\"}"
            + "|lines[1].colour: one of its constants expected, another string given",
        "{\"text\":\"a\",\"price\":1,\"colour\":\"GREEN\"}"
            + "|lines[1].colour: one of its constants expected, another string given",
        "{\"text\":\"a\",\"price\":1,\"colour\":1}"
            + "|lines[1].colour: a string expected, a whole number given",
        "{\"text\":\"a\",\"price\":1,\"colour\":null,\"canary\":1,\"canary2\":2}"
            + "|lines[1]: unknown members: 2",
        "{\"text\":\"a\",\"price\":1e999,\"colour\":null}"
            + "|lines[1].price: its value is out of range",
        "{\"text\":\"canary\",\"price\":-1,\"colour\":null}"
            + "|lines[1]: refused by its constructor with IllegalArgumentException",
      })
  void wrongElement_isNamed_withItsPath(String line, String problem) {
    String first = "{\"text\":\"a\",\"price\":1,\"colour\":null},";
    assertEquals(problem, problem(Invoice.class, invoice(first + line)));
  }

  record Node(String name, List<Node> children, @Nullable Node next) {}

  record Pair(Node one, Node two) {}

  @Test
  void recursion_isFollowed() {
    String leaf = "{\"name\":\"b\",\"children\":[],\"next\":null}";
    String node = "{\"name\":\"a\",\"children\":[" + leaf + "],\"next\":" + leaf + "}";
    Node expected = new Node("b", List.of(), null);
    assertEquals(new Node("a", List.of(expected), expected), read(Node.class, node));
    assertEquals(
        "next.children[0].name: missing",
        problem(Node.class, node.replaceFirst("\\[\\],\"next\":null}}$", "[{}],\"next\":null}}")));
    assertEquals(
        "two.next: an object expected, a boolean given",
        problem(Pair.class, "{\"one\":" + leaf + ",\"two\":" + leaf.replace("null", "true") + "}"));
  }

  record Texts(
      LocalDate date,
      LocalTime time,
      LocalDateTime local,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Instant instant,
      Duration duration,
      UUID id,
      URI link) {}

  private static final Map<String, String> TEXTS =
      Map.of(
          "date", "2024-02-29",
          "time", "12:30",
          "local", "2024-02-29T12:30:15.5",
          "offset", "2024-02-29T12:30:00+02:00",
          "zoned", "2024-02-29T12:30:00+02:00",
          "instant", "2024-02-29T12:30:00Z",
          "duration", "PT5M",
          "id", "8f14e45f-ceea-467f-a83c-1b0a5e2d6f10",
          "link", "https://example.org/");

  private static String texts(String name, String value) {
    StringBuilder json = new StringBuilder("{");
    TEXTS.forEach(
        (member, text) ->
            json.append('"')
                .append(member)
                .append("\":\"")
                .append(member.equals(name) ? value : text)
                .append("\","));
    return json.deleteCharAt(json.length() - 1).append('}').toString();
  }

  @Test
  void datesAndTheLike_areRead_andZonesKept() {
    OffsetDateTime offset = OffsetDateTime.parse("2024-02-29T12:30:00+02:00");
    assertEquals(
        new Texts(
            LocalDate.of(2024, 2, 29),
            LocalTime.of(12, 30),
            LocalDateTime.parse("2024-02-29T12:30:15.5"),
            offset,
            offset.toZonedDateTime(),
            Instant.parse("2024-02-29T12:30:00Z"),
            Duration.ofMinutes(5),
            UUID.fromString("8f14e45f-ceea-467f-a83c-1b0a5e2d6f10"),
            URI.create("https://example.org/")),
        read(Texts.class, texts("", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "date, 2023-02-29",
    "date, ''",
    "date, ' '",
    "date, 2024-02-29T00:00:00Z",
    "date, ' 2024-02-29'",
    "date, canary-secret",
    "time, 25:00",
    "time, ''",
    "local, 2024-02-29T12:30:00Z",
    "offset, 2024-02-29T12:30:00",
    "zoned, 2024-02-29",
    "instant, 1709209800",
    "instant, canary-secret",
    "duration, 5",
    "duration, ''",
    "id, 1-1-1-1-1",
    "id, ''",
    "link, canary secret"
  })
  void anotherText_isUnfit(String name, String value) {
    String type = Texts.class.getRecordComponents()[index(name)].getType().getSimpleName();
    assertEquals(
        name + ": " + type + " expected, something else given",
        problem(Texts.class, texts(name, value)));
  }

  private static int index(String name) {
    List<String> names =
        List.of("date", "time", "local", "offset", "zoned", "instant", "duration", "id", "link");
    return names.indexOf(name);
  }

  record Numbers(short small, Long large, BigInteger huge, double ratio, BigDecimal exact) {}

  @Test
  void numbers_areExact_orOutOfRange() {
    String format = "{\"small\":%s,\"large\":%s,\"huge\":%s,\"ratio\":%s,\"exact\":%s}";
    String huge = "123456789012345678901234567890";
    assertEquals(
        new Numbers((short) -1, 2L, new BigInteger(huge), 0.1, new BigDecimal("1.50")),
        read(Numbers.class, format.formatted("-1", "2", huge, "0.1", "1.50")));
    assertEquals(
        "small: its value is out of range",
        problem(Numbers.class, format.formatted("40000", "1", "1", "1", "1")));
    assertEquals(
        "large: its value is out of range",
        problem(Numbers.class, format.formatted("1", huge, "1", "1", "1")));
  }

  record Exact(BigDecimal value) {}

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "-1e-1001", "1E+1000000000", "0e2000000000"})
  void numberOutOfAllProportion_isUnfit(String number) {
    assertEquals(
        "value: its exponent is beyond 1000", problem(Exact.class, "{\"value\":" + number + "}"));
  }

  @Test
  void proportionateNumber_isRead() {
    assertEquals(new Exact(new BigDecimal("1e-1000")), read(Exact.class, "{\"value\":1e-1000}"));
  }

  /** Jackson lets the JDK's exception through, and puts the number into its message. */
  @Test
  void exponentBeyondAnInt_isUnfit_andNotQuoted() {
    assertEquals("it is not one JSON value", problem(Exact.class, "{\"value\":1e99999999999}"));
  }

  static final class Throwing extends ValueDeserializer<Read> {
    @Override
    public Read deserialize(JsonParser json, DeserializationContext context) {
      throw new IllegalStateException("quotes: " + json.getString());
    }
  }

  @JsonDeserialize(using = Throwing.class)
  record Read(String word) {}

  @Test
  void readerOfAProgram_thatThrows_isNotQuoted() {
    assertEquals(
        "refused with IllegalStateException", problem(Read.class, "{\"word\":\"canary\"}"));
  }

  record Collections(Set<String> set, Map<Colour, Integer> map, boolean flag) {}

  record Array(int[] numbers) {}

  @Test
  void collections_areRead() {
    assertEquals(
        new Collections(Set.of("a", "b"), Map.of(Colour.RED, 1, Colour.GREEN, 2), true),
        read(
            Collections.class,
            "{\"set\":[\"a\",\"b\"],\"map\":{\"RED\":1,\"grün\":2},\"flag\":true}"));
    assertArrayEquals(new int[] {1, 2}, read(Array.class, "{\"numbers\":[1,2]}").numbers());
    assertEquals(
        "map.grün: missing",
        problem(Collections.class, "{\"set\":[],\"map\":{\"RED\":1},\"flag\":true}"));
    assertEquals(
        "map.grün: its value is out of range",
        problem(
            Collections.class,
            "{\"set\":[],\"map\":{\"RED\":1,\"grün\":9999999999},\"flag\":true}"));
  }

  static class Fields {
    private String name = SECRET;
    int number;

    void setName(String other) {
      throw new AssertionError("fields are filled, setters not called");
    }
  }

  @Test
  void fieldsOfAClass_areFilled() {
    Fields fields = read(Fields.class, "{\"name\":\"n\",\"number\":3}");
    assertEquals("n3", fields.name + fields.number);
  }
}
