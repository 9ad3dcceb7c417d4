// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.error.UnfitAnswerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * README's table of exceptions is what the classes are; and the exit codes are those of the help.
 */
class DocumentedExceptionsTest {

  private final List<NomyoException> instances =
      List.of(
          new InvalidInputException("", "", ""),
          new BackendUnavailableException("", null),
          new KeyFileException("", null),
          new SecurityViolationException("", null),
          new InvalidRequestException(null, null),
          new AuthenticationException(null, null),
          new ForbiddenException(null, null),
          new RateLimitException(null, null, null),
          new ServerException(null, null, null),
          new ServiceUnavailableException(null, null, null),
          new InvalidResponseException(200, "", null),
          new CoolDownException(Duration.ZERO, null),
          new DeadlineExceededException(Duration.ZERO, "", null, null),
          new ApiConnectionException("", null, true, null),
          new UnfitAnswerException("", "", "", null),
          new CallCancelledException(null));

  private final Map<String, List<String>> rows =
      Document.named("README.md").tableByCode("When something goes wrong");

  @Test
  void areAllInTheTable() throws IOException {
    try (Stream<Path> sources = Files.list(errorPackage())) {
      Set<String> present =
          sources
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> !Set.of("package-info", "NomyoException").contains(name))
              .collect(Collectors.toSet());

      assertEquals(present, rows.keySet());
    }
  }

  private Path errorPackage() {
    return Document.ROOT.resolve("nomyo-api/src/main/java/ai/nomyo/error");
  }

  @Test
  void areRetryableAsTheTableSays() {
    assertEquals(rows.size() - 1, instances.size(), "all but ApiException itself");
    for (NomyoException instance : instances) {
      List<String> row = rows.get(instance.getClass().getSimpleName());
      assertTrue(row.get(2).startsWith(instance.retryable() ? "yes" : "no"), row.toString());
    }
    assertEquals("502 and 504", rows.get("ApiException").get(2));
    assertTrue(new ApiException(502, null, null, null).retryable());
    assertTrue(new ApiException(504, null, null, null).retryable());
    assertFalse(new ApiException(404, null, null, null).retryable());
  }

  @Test
  void haveTheStatusesOfTheTable() {
    instances.stream()
        .filter(ApiException.class::isInstance)
        .filter(instance -> !(instance instanceof InvalidResponseException))
        .forEach(
            instance ->
                assertEquals(
                    String.valueOf(((ApiException) instance).status()),
                    rows.get(instance.getClass().getSimpleName()).get(1)));
  }

  @Test
  void exitCodesAreThoseOfTheHelp() {
    String inHelp =
        Cli.plain().run("--help").out().replaceFirst("(?s).*Exit status:\\R", "").stripTrailing();
    String documented =
        Document.named("docs/command-line.md").table("Exit codes").stream()
            .map(row -> "  " + row.get(0) + "   " + row.get(1))
            .collect(Collectors.joining(System.lineSeparator()));

    assertEquals(inHelp, documented);
  }
}
