// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exit codes in the fault table of docs/reliability.md; the client's tests check the rest. */
class FaultTableExitCodesTest {

  private static final int EXCEPTION = 4;
  private static final int EXIT_CODE = 7;

  private static final Map<String, NomyoException> FAILURES =
      Stream.of(
              new ApiConnectionException("", null, true, null),
              new DeadlineExceededException(Duration.ZERO, "", null, null),
              new SecurityViolationException("", null),
              new InvalidResponseException(200, "", null),
              new ApiException(404, null, null, null),
              new InvalidRequestException(null, null),
              new AuthenticationException(null, null),
              new ForbiddenException(null, null),
              new RateLimitException(null, null, null),
              new ServerException(null, null, null),
              new ServiceUnavailableException(null, null, null))
          .collect(
              Collectors.toMap(
                  failure -> "`" + failure.getClass().getSimpleName() + "`", Function.identity()));

  static Stream<List<String>> rows() {
    return Document.named("docs/reliability.md").table("Fault table").stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exitCode_isThatOfTheException(List<String> row) {
    NomyoException failure = FAILURES.get(row.get(EXCEPTION));

    assertNotNull(failure, row.get(EXCEPTION));
    assertEquals(row.get(EXIT_CODE), String.valueOf(ExitCode.of(failure)));
  }
}
