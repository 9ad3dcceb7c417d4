// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools as the model sees them, and as it calls them. */
class ToolboxTest {

  enum Unit {
    CELSIUS,
    KELVIN
  }

  record Place(String city, Optional<Unit> unit) {}

  record Report(Place place, LocalDate day) {}

  record Nothing() {}

  private static Tool tool(String name) {
    return Tool.of(name, "what it does", Place.class, place -> place);
  }

  private static String definition(Tool tool) {
    return Nomyo.json().write(tool.definition().json()).replace('"', '\'');
  }

  @Test
  void toolIsAStrictFunction() {
    assertEquals(
        "{'type':'function','function':{'name':'weather','description':'what it does',"
            + "'parameters':{'type':'object','properties':{'city':"
            + "{'type':'string'},'unit':{'anyOf':[{'type':'null'},{'type':'string',"
            + "'enum':['CELSIUS','KELVIN']}]}},'required':['city','unit'],"
            + "'additionalProperties':false},'strict':true}}",
        definition(tool("weather")));
    assertEquals("Tool[weather]", tool("weather").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a.b",
        "größe",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg"
      })
  void nameThatServicesRefuse_isRefused(String name) {
    assertThrows(InvalidInputException.class, () -> tool(name));
  }

  @Test
  void namesAreUnique_andThereIsOne() {
    assertThrows(InvalidInputException.class, () -> Toolbox.of(tool("a"), tool("a")));
    assertThrows(InvalidInputException.class, () -> Toolbox.of(List.of()));
    assertThrows(InvalidInputException.class, () -> Toolbox.of(new Object()));
    Toolbox two = Toolbox.of(tool("b"), tool("a"));
    assertEquals("Toolbox[b, a]", two.toString());
    assertEquals(List.of("b", "a"), two.tools().stream().map(Tool::name).toList());
  }

  private static String result(ToolFunction<Nothing> function) throws Exception {
    return Tool.of("t", "", Nothing.class, function).prepared("").call();
  }

  @Test
  void result_isTextAsItIs_orJson() throws Exception {
    assertEquals("as \"it\" is", result(nothing -> "as \"it\" is"));
    assertEquals("null", result(nothing -> null));
    assertEquals("7", result(nothing -> 7));
    assertEquals("[\"a\",\"b\"]", result(nothing -> List.of("a", "b")));
    assertEquals("{\"k\":1.5}", result(nothing -> Map.of("k", 1.5)));
    assertEquals(
        "{\"place\":{\"city\":\"Rome\",\"unit\":\"KELVIN\"},\"day\":\"2024-02-29\"}",
        result(
            nothing ->
                new Report(
                    new Place("Rome", Optional.of(Unit.KELVIN)), LocalDate.of(2024, 2, 29))));
  }

  static final class Circle {
    public Circle getSelf() {
      return this;
    }
  }

  @Test
  void resultWithoutAJsonForm_isAFailureOfTheTool_thatQuotesNothing() {
    ToolFailedException failed =
        assertThrows(ToolFailedException.class, () -> result(nothing -> new Circle()));
    assertEquals(
        "the tool t returned what has no JSON form: " + Circle.class.getName(),
        failed.getMessage());
    assertThrows(ToolFailedException.class, () -> result(nothing -> new Object()));
  }

  @Test
  void noArguments_mayBeNoText() throws Exception {
    Tool tool = Tool.of("now", "", Nothing.class, nothing -> "12:00");
    for (String text : List.of("", " ", "{}")) {
      assertEquals("12:00", tool.prepared(text).call());
    }
    assertThrows(UnfitTextException.class, () -> tool.prepared("{\"a\":1}"));
    assertThrows(UnfitTextException.class, () -> tool.prepared("null"));
    assertThrows(UnfitTextException.class, () -> tool("t").prepared(""));
  }

  @SuppressWarnings("unused")
  static class Base {
    @ToolMethod(description = "Inherited.")
    private static int twice(int number) {
      return 2 * number;
    }
  }

  @SuppressWarnings("unused")
  static class Methods extends Base {

    final String where = "here";

    @ToolMethod(name = "look_up", description = "Finds.")
    String lookUp(
        @Param("key") @Description("what to find") String aKey,
        @Nullable Unit unit,
        Optional<Integer> most,
        @Nullable @Description("where") Place place,
        List<Place> others) {
      return String.join(",", aKey, "" + unit, "" + most, "" + place, "" + others, where);
    }

    @ToolMethod(description = "Does.")
    void act() {}

    String noTool(Object anything) {
      return "";
    }
  }

  private final Toolbox methods = Toolbox.of(new Methods());

  private String call(String name, String arguments) throws Exception {
    return methods.find(name).orElseThrow().prepared(arguments).call();
  }

  @Test
  void methodsWithTheAnnotation_areTools_byName() {
    assertEquals("Toolbox[act, look_up, twice]", methods.toString());
    assertEquals(
        "{'type':'function','function':{'name':'look_up','description':'Finds.',"
            + "'parameters':{'type':'object','properties':{'key':{'type':'string',"
            + "'description':'what to find'},'unit':{'anyOf':[{'type':'null'},"
            + "{'type':'string','enum':['CELSIUS','KELVIN']}]},'most':{'type':"
            + "['integer','null']},'place':{'anyOf':[{'type':'null'},"
            + "{'$ref':'#/$defs/Place'}],'description':'where'},'others':{'type':'array','items':"
            + "{'$ref':'#/$defs/Place'}}},'required':['key','unit','most','place','others'],"
            + "'additionalProperties':false,'$defs':{'Place':{'type':'object','properties':"
            + "{'city':{'type':'string'},'unit':{'anyOf':[{'type':'null'},{'type':'string',"
            + "'enum':['CELSIUS','KELVIN']}]}},'required':['city','unit'],"
            + "'additionalProperties':false}}},'strict':true}}",
        definition(methods.find("look_up").orElseThrow()));
  }

  @Test
  void methodIsCalled_withItsArguments() throws Exception {
    assertEquals(
        "k,null,Optional.empty,null,[Place[city=Rome, unit=Optional.empty]],here",
        call(
            "look_up",
            "{\"key\":\"k\",\"unit\":null,\"most\":null,\"place\":null,"
                + "\"others\":[{\"city\":\"Rome\",\"unit\":null}]}"));
    assertEquals("42", call("twice", "{\"number\":21}"));
    assertEquals("null", call("act", ""));
  }

  @Test
  void argumentsThatDoNotFit_areNamed() {
    String problem =
        assertThrows(UnfitTextException.class, () -> call("twice", "{\"number\":9999999999}"))
            .problem();
    assertEquals("number: its value is out of range", problem);
    assertEquals(
        "others[0].unit: missing",
        assertThrows(
                UnfitTextException.class,
                () ->
                    call(
                        "look_up",
                        "{\"key\":\"k\",\"unit\":null,\"most\":null,\"place\":null,"
                            + "\"others\":[{\"city\":\"Rome\"}]}"))
            .problem());
  }

  @SuppressWarnings("unused")
  static class Failing {
    @ToolMethod(description = "")
    String checked() throws IOException {
      throw new IOException("of the tool");
    }

    @ToolMethod(description = "")
    String error() {
      throw new AssertionError("of the tool");
    }
  }

  @Test
  void whatAMethodThrows_isThrownAsItIs() {
    Toolbox failing = Toolbox.of(new Failing());
    assertEquals(
        "of the tool",
        assertThrows(
                IOException.class, () -> failing.find("checked").orElseThrow().prepared("").call())
            .getMessage());
    assertThrows(
        AssertionError.class, () -> failing.find("error").orElseThrow().prepared("").call());
  }

  @SuppressWarnings("unused")
  static class Unsuited {
    @ToolMethod(description = "")
    void take(Object anything) {}
  }

  @Test
  void parameterWithoutASchema_isNamed() {
    String refusal =
        assertThrows(InvalidInputException.class, () -> Toolbox.of(new Unsuited())).getMessage();
    assertTrue(refusal.startsWith("take.anything: given java.lang.Object,"), refusal);
  }

  @Test
  void parameterWhoseNameWasNotKept_isRefused_unlessItIsNamed(@TempDir Path directory)
      throws Exception {
    assertEquals("Toolbox[named]", Toolbox.of(compiled(directory, "@Param(\"n\")")).toString());
    String refusal =
        assertThrows(InvalidInputException.class, () -> Toolbox.of(compiled(directory, "")))
            .getMessage();
    assertEquals(
        "parameter arg0 of named: given no name, allowed is @Param on it, or classes compiled"
            + " with javac -parameters",
        refusal);
  }

  private static Object compiled(Path directory, String annotation) throws Exception {
    Path source = directory.resolve("Unnamed.java");
    Files.writeString(
        source,
        "import ai.nomyo.typed.*; public class Unnamed {"
            + "@ToolMethod(description=\"\") public void named("
            + annotation
            + " int n) {} }");
    String path = System.getProperty("java.class.path");
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", path, source.toString()));
    try (URLClassLoader classes = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      Class<?> type = classes.loadClass("Unnamed");
      assertFalse(type.getMethods()[0].getParameters().length == 0 && annotation.isEmpty());
      return type.getConstructor().newInstance();
    }
  }
}
