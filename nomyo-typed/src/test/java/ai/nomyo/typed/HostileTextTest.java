// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.NomyoException;
import ai.nomyo.error.UnfitAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model writes to be quoted, or to bring a reader down: no exception shows any of it. */
class HostileTextTest {

  enum Colour {
    RED,
    GREEN
  }

  record Part(
      Optional<Part> part,
      Map<Colour, Integer> map,
      List<LocalDate> dates,
      URI link,
      BigDecimal number,
      short small,
      Colour colour,
      Checked checked) {}

  record Checked(String text) {
    Checked {
      if (!text.isEmpty()) {
        throw new IllegalArgumentException(text, new IllegalStateException(text));
      }
    }
  }

  private static final String FITTING =
      "{\"part\":null,\"map\":{\"RED\":1,\"GREEN\":2},\"dates\":[],\"link\":\"a\",\"number\":1,"
          + "\"small\":1,\"colour\":\"RED\",\"checked\":{\"text\":\"\"}}";

  private final FakeChat chat = new FakeChat();

  private static void assertShowsNothing(Throwable failure) throws IOException {
    StringWriter shown = new StringWriter();
    failure.printStackTrace(new PrintWriter(shown));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    shown.append(bytes.toString(StandardCharsets.ISO_8859_1));
    // Part of a number, of a name and of a text; what is cut is found as well.
    for (String canary : List.of("canar", "98765")) {
      assertFalse(shown.toString().contains(canary), shown::toString);
    }
  }

  @Test
  void fittingText_isRead() {
    chat.text(FITTING);
    assertEquals(1, TypedChat.on(chat).create(FakeChat.asking("x"), Part.class).value().small());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"part\":null | \"part\":\"canary\"",
        "\"part\":null | \"part\":{\"canary\":1}",
        "\"part\":null | \"canary\":null",
        "\"part\":null | \"part\":null,\"canary\":null",
        "\"part\":null | \"part\":null,\"part\":\"canary\"",
        "\"part\":null | \"part\":canary",
        "\"part\":null | \"part\":\"canary",
        "\"part\":null | \"part\":\"\\canary\"",
        "\"part\":null | \"part\":[\"canary\"]",
        "\"RED\":1 | \"canary\":1",
        "\"RED\":1 | \"RED\":\"canary\"",
        "\"RED\":1 | \"RED\":987659876598765",
        "[] | [\"canary\"]",
        "[] | [\"2020-01-01\",\"2020-01-01canary\"]",
        "\"a\" | \"canary:// \\\\ \"",
        "\"number\":1 | \"number\":\"98765\"",
        "\"number\":1 | \"number\":98765e98765987659",
        "\"number\":1 | \"number\":98765e98765",
        "\"number\":1 | \"number\":98765.",
        "\"number\":1 | \"number\":0x98765",
        "\"small\":1 | \"small\":98765",
        "\"small\":1 | \"small\":9.8765",
        "\"colour\":\"RED\" | \"colour\":\"canary\"",
        "\"text\":\"\" | \"text\":\"canary\"",
        "{\"part\" | canary {\"part\""
      })
  void unfitText_isTyped_andNotShown(String place, String hostile) throws IOException {
    String text = FITTING.replace(place, hostile);
    chat.text(text);
    UnfitAnswerException unfit =
        assertThrows(
            UnfitAnswerException.class,
            () -> TypedChat.on(chat).create(FakeChat.asking("canary"), Part.class));
    assertEquals(text, unfit.text());
    assertShowsNothing(unfit);
  }

  @Test
  void nestingWithoutEnd_isUnfit_inAnswersAndArguments() throws IOException {
    String deep = "{\"part\":".repeat(100_000);
    chat.text(deep).calling(FakeChat.call("a", "take", deep)).text("done");
    assertShowsNothing(
        assertThrows(
            UnfitAnswerException.class,
            () -> TypedChat.on(chat).create(FakeChat.asking("canary"), Part.class)));
    assertEquals(
        Optional.of("error: the arguments do not fit: it is not one JSON value"), told(part -> ""));
  }

  private Optional<String> told(ToolFunction<Part> function) {
    return ToolRunner.on(chat)
        .tools(Tool.of("take", "", Part.class, function))
        .build()
        .run(FakeChat.asking("canary"))
        .conversation()
        .messages()
        .get(2)
        .content();
  }

  static final class Round {
    public final String text = "canary";
    public final Object self = this;
  }

  static final class Broken {
    public String getText() {
      throw new IllegalStateException("canary");
    }
  }

  @Test
  void resultThatCannotBeWritten_isTyped_andNotShown() throws IOException {
    for (Object result : List.of(new Round(), new Broken(), Map.of("canary", new Object()))) {
      chat.calling(FakeChat.call("a", "take", FITTING));
      assertShowsNothing(assertThrows(NomyoException.class, () -> told(part -> result)));
    }
  }

  @Test
  void failuresOfARun_showNothing() throws IOException {
    chat.calling(Map.of("function", Map.of("name", "canary", "arguments", "canary")));
    assertShowsNothing(assertThrows(NomyoException.class, () -> told(part -> "canary")));
    for (int i = 0; i < 10; i++) {
      chat.calling(FakeChat.call("canary", "canary", "canary"));
    }
    assertShowsNothing(assertThrows(TooManyRoundsException.class, () -> told(part -> "canary")));
  }
}
