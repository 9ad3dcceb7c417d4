// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServiceUnavailableException;
import java.util.List;

/** What the command's exit status says. Scripts depend on it. */
final class ExitCode {

  static final int OK = 0;
  static final int UNEXPECTED = 1;
  static final int REFUSED_HERE = 2;

  private record Row(Class<? extends Throwable> failure, int code) {}

  /** The first class that fits counts, so subclasses stand before their parents. */
  private static final List<Row> CODES =
      List.of(
          new Row(InvalidInputException.class, REFUSED_HERE),
          new Row(BackendUnavailableException.class, REFUSED_HERE),
          new Row(AuthenticationException.class, 4),
          new Row(ForbiddenException.class, 4),
          new Row(RateLimitException.class, 5),
          new Row(ServiceUnavailableException.class, 5),
          new Row(CoolDownException.class, 5),
          new Row(ApiException.class, 3),
          new Row(ApiConnectionException.class, 6),
          new Row(DeadlineExceededException.class, 6),
          new Row(SecurityViolationException.class, 7),
          new Row(KeyFileException.class, 8));

  private ExitCode() {}

  static int of(Throwable failure) {
    return CODES.stream()
        .filter(row -> row.failure().isInstance(failure))
        .mapToInt(Row::code)
        .findFirst()
        .orElse(UNEXPECTED);
  }
}
