// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.nomyo.chat.Conversation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs log what they hold; nothing of this module's shows a prompt, a value or a result. */
class TypedSecrecyTest {

  record Word(String word) {}

  private static final Tool SAY = Tool.of("say", "canary", Word.class, Word::word);

  private static Stream<Object> values() {
    FakeChat chat = new FakeChat();
    chat.text("{\"word\":\"canary\"}")
        .calling(FakeChat.call("canary", "say", "{\"word\":\"canary\"}"))
        .text("canary");
    TypedResponse<Word> typed = TypedChat.on(chat).create(FakeChat.asking("canary"), Word.class);
    ToolRun run = ToolRunner.on(chat).tools(SAY).build().run(FakeChat.asking("canary"));
    return Stream.of(
        typed,
        run,
        SAY,
        Toolbox.of(SAY),
        new ToolException("canary"),
        new ToolFailedException("say", new IllegalStateException("canary")),
        new TooManyRoundsException(1, Conversation.empty().user("canary")));
  }

  @Test
  void noValue_showsASecret() {
    values().map(Object::toString).forEach(text -> assertFalse(text.contains("canary"), text));
  }

  /** A new type that says something of itself has to stand in the list above. */
  @Test
  void everyPublicTypeThatDescribesItself_isLookedAt() {
    Set<String> described =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("ai.nomyo.typed")
                .stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(
                    type ->
                        type.tryGetMethod("toString").isPresent()
                            || type.isAssignableTo(Throwable.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    described.removeAll(
        values().map(value -> value.getClass().getSimpleName()).collect(Collectors.toSet()));
    assertEquals(Set.of(), described);
  }
}
