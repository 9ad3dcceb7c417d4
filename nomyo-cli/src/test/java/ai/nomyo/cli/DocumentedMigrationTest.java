// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.RetrySettings;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table that says where what the Python client has is found here. */
class DocumentedMigrationTest {

  private final List<List<String>> rows =
      Document.named("docs/migration-from-python.md").table("What is where");

  @Test
  void namesMethodsThatExist() {
    Set<String> present =
        Stream.of(
                Nomyo.class,
                ClientBuilder.class,
                SecureChatCompletion.class,
                SecureCompletionClient.class,
                ChatRequest.Builder.class,
                ChatResponse.class,
                RetrySettings.class,
                RetrySettings.Builder.class)
            .flatMap(DocumentedMigrationTest::methods)
            .collect(Collectors.toSet());
    for (List<String> row : rows) {
      Document.inlineCode(row.get(1)).stream()
          .flatMap(code -> Pattern.compile("(\\w+)\\(").matcher(code).results())
          .forEach(call -> assertTrue(present.contains(call.group(1)), call.group(1)));
    }
  }

  @Test
  void findsTheParametersInCamelCase() {
    List<String> parameters =
        rows.stream()
            .filter(row -> row.get(0).contains("temperature"))
            .map(row -> row.get(0).replace("`", ""))
            .findFirst()
            .map(names -> List.of(names.split(", ")))
            .orElseThrow();
    Set<String> present = methods(ChatRequest.Builder.class).collect(Collectors.toSet());

    assertEquals(11, parameters.size());
    for (String parameter : parameters) {
      assertTrue(present.contains(camelCase(parameter)), parameter);
    }
  }

  private String camelCase(String snakeCase) {
    return Pattern.compile("_(.)")
        .matcher(snakeCase)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static Stream<String> methods(Class<?> type) {
    return Stream.of(type.getMethods()).map(Method::getName);
  }
}
